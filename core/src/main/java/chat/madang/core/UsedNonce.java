package chat.madang.core;

import chat.madang.core.Command.Answer;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.Whispered;

import java.util.Optional;

/// That something was said under a [Nonce] by somebody who waits for it to be stored
/// ([Command.Answer#WHEN_STORED]). Of what was said it has nothing.
///
/// @param use by what it is known when it comes again
/// @param stamp of what was said; of a whisper, the sequence is 0
public record UsedNonce(Use use, Stamp stamp) {
    /// How many are remembered: the latest.
    public static final int REMEMBERED_MAX = 10_000;

    /// Who has used which nonce, and where.
    ///
    /// @param author the key of the author's name
    /// @param place `#` and the room's number, or `@` and the key of the name of whom it was
    ///   whispered to
    public record Use(String author, String place, Nonce nonce) {
        static Optional<Use> of(Name author, RoomId room, Manner manner, Answer answer) {
            return of(author, "#" + room.value(), manner, answer);
        }

        static Optional<Use> of(Name author, Name whom, Manner manner, Answer answer) {
            return of(author, "@" + whom.key(), manner, answer);
        }

        private static Optional<Use> of(Name author, String place, Manner manner, Answer answer) {
            return switch (answer) {
                case AT_ONCE -> Optional.empty();
                case WHEN_STORED ->
                        manner.nonce().map(nonce -> new Use(author.key(), place, nonce));
            };
        }
    }

    /// The nonce of what was said in a room, if it has one.
    public static Optional<UsedNonce> of(Said said) {
        return Use.of(said.who().name(), said.room(), said.manner(), said.answer())
                .map(use -> new UsedNonce(use, said.stamp()));
    }

    /// The nonce of what was whispered, if it has one.
    public static Optional<UsedNonce> of(Whispered said) {
        var stamp = new Stamp(said.id(), 0, said.at());
        return Use.of(said.from().name(), said.whom().name(), said.manner(), said.answer())
                .map(use -> new UsedNonce(use, stamp));
    }
}
