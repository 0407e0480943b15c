package chat.madang.gate;

import java.net.InetSocketAddress;
import java.util.Map;

/// How people come in by one gate in a transcript. One for each play.
public interface TestGate {
    /// Lets somebody in.
    ///
    /// @param how what the transcript says after the gate's name: `json`, or nothing
    /// @param address where they come from
    /// @param options what the transcript has set, by key
    Player enter(Stage stage, String how, InetSocketAddress address, Map<String, String> options);
}
