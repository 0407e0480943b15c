package chat.madang.gate.irc;

import java.util.function.Function;

/// How commands are obeyed by a part of a dialogue; the same for all dialogues.
///
/// @param <P> the part, with what it knows of one client
interface Handler<P> {
    /// Obeys a line, and answers through `reply`.
    void obey(P part, IrcLine line, Reply reply);

    /// The same, for what has such a part.
    default <D> Handler<D> of(Function<D, P> part) {
        return (whole, line, reply) -> obey(part.apply(whole), line, reply);
    }
}
