package chat.madang.tools.relay;

import chat.madang.tools.talk.Datagrams;
import chat.madang.tools.talk.Rhythm;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;

/// The first datagram to a server, and what it answered.
///
/// @param name what the server was told
/// @param datagrams open
/// @param first what came first, nothing when it was silent: whoever is let in may hear nothing
record Arrival(String name, Datagrams datagrams, Optional<byte[]> first) {
    private static final String SERVER = "server";
    private static final Set<String> REFUSALS = Set.of("name taken", "malformed");

    /// Announces `name`. Blocks for the rhythm's silence at most.
    ///
    /// @throws IOException when nobody listens there
    static Arrival at(InetSocketAddress server, String name, Rhythm rhythm) throws IOException {
        var hello = new RelayMessage(name, "").datagram();
        var datagrams = Datagrams.open(new InetSocketAddress(0), server, hello, rhythm);
        try {
            return new Arrival(name, datagrams, datagrams.receiveAnswer());
        } catch (IOException failure) {
            datagrams.close();
            throw failure;
        }
    }

    /// What the server said when it did not let this person in.
    Optional<String> refusal() {
        return first.flatMap(RelayMessage::read)
                .filter(answer -> answer.name().equals(SERVER))
                .map(RelayMessage::text)
                .filter(REFUSALS::contains);
    }
}
