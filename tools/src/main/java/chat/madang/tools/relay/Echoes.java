package chat.madang.tools.relay;

import java.util.ArrayDeque;
import java.util.Queue;

/// What was sent and has not come back yet: the server relays it to everybody, the sender included.
///
/// The typing thread tells what is sent, the listening one what is heard.
final class Echoes {
    /// What was sent before so many others does not come back any more: it was lost on the way.
    static final int AWAITED_MAX = 256;

    /// The oldest first. Guarded by `this`.
    private final Queue<RelayMessage> awaited = new ArrayDeque<>();

    /// Expects `sent` to come back.
    synchronized void await(RelayMessage sent) {
        if (awaited.size() == AWAITED_MAX) awaited.remove();
        awaited.add(sent);
    }

    /// Whether `heard` is what was sent here: each counts once, as somebody elsewhere may go by
    /// this name after the server has forgotten us.
    synchronized boolean isOne(RelayMessage heard) {
        return awaited.remove(heard);
    }
}
