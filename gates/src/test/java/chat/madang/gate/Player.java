package chat.madang.gate;

import java.util.List;

/// Somebody in a transcript, whatever the protocol.
public interface Player {
    /// Sends a message, noted as the transcripts of the protocol have it.
    void send(String message);

    /// Sends bytes, with nothing put around them.
    void sendBytes(byte[] bytes);

    /// What was received since the last call, in the notation.
    List<String> received();

    /// Whether the server still keeps the connection; true for those who have none.
    boolean isConnected();

    /// Ends what it sends, and goes on reading.
    void endInput();

    /// Is gone without a word.
    void vanish();
}
