package chat.madang.gate;

import java.util.List;

/// How a transcript's notation of one protocol becomes bytes, and the other way round.
public interface Tongue {
    /// The bytes of one message as a client sends it.
    byte[] encode(String message);

    /// Takes bytes in as they come; the messages that are whole by now, in the notation.
    List<String> decode(byte[] bytes);
}
