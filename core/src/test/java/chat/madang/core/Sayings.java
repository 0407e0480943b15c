package chat.madang.core;

import chat.madang.core.Command.Answer;
import chat.madang.core.Command.Say;
import chat.madang.core.Command.TakeBack;
import chat.madang.core.Command.Whisper;
import chat.madang.core.Event.Noted;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Event.Utterance;
import chat.madang.core.Event.Whispered;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an [Oracle] knows of what must not be said again: what has come under a nonce, and what was
/// unscheduled though it had never been stored.
abstract class Sayings extends Premises {
    /// @param to a [RoomId] or a [Name]
    private record Use(Name author, Object to, Nonce nonce, Stamp stamp) {}

    private final List<Use> uses = new ArrayList<>();
    private final List<ScheduledMessage> lost = new ArrayList<>();

    Sayings() {}

    Sayings(Sayings other) {
        super(other);
        uses.addAll(other.uses);
        lost.addAll(other.lost);
    }

    /// Whether it is said under a nonce, by somebody who waits for it to be stored.
    static boolean isNamed(Command command) {
        return switch (command) {
            case Say say -> isNamed(say.manner(), say.answer());
            case Whisper whisper -> isNamed(whisper.manner(), whisper.answer());
            default -> false;
        };
    }

    private static boolean isNamed(Manner manner, Answer answer) {
        return answer == Answer.WHEN_STORED && manner.nonce().isPresent();
    }

    final void foldSayings(Event event, Command cause) {
        switch (event) {
            case Said said when isNamed(said.manner(), said.answer()) ->
                    use(said.who(), said.room(), said.manner(), said.stamp());
            case Whispered said when isNamed(said.manner(), said.answer()) ->
                    use(
                            said.from(),
                            said.whom().name(),
                            said.manner(),
                            new Stamp(said.id(), 0, said.at()));
            case Scheduled(_, var message) when cause instanceof TakeBack -> lost.add(message);
            case Refused _ when cause instanceof TakeBack(Noted(_, Utterance told)) ->
                    uses.removeIf(use -> use.stamp().id().equals(told.id()));
            default -> {}
        }
    }

    private void use(Person author, Object to, Manner manner, Stamp stamp) {
        uses.add(new Use(author.name(), to, manner.nonce().orElseThrow(), stamp));
    }

    /// The stamp that it had when it was said before, if it was.
    final Optional<Stamp> before(Say say) {
        if (!isNamed(say) || place(say.room()).isEmpty()) return Optional.empty();
        return before(say.from(), say.room(), say.manner());
    }

    /// The same.
    ///
    /// @param whom who is meant; as it was asked for, when that is nobody
    final Optional<Stamp> before(Whisper whisper, Name whom) {
        if (!isNamed(whisper)) return Optional.empty();
        return before(whisper.from(), whom, whisper.manner());
    }

    private Optional<Stamp> before(SessionId from, Object to, Manner manner) {
        var author = person(from).map(Person::name);
        return uses.stream()
                .filter(use -> author.filter(who -> isSame(who, use.author())).isPresent())
                .filter(use -> isSame(to, use.to()))
                .filter(use -> use.nonce().equals(manner.nonce().orElseThrow()))
                .map(Use::stamp)
                .findFirst();
    }

    private static boolean isSame(Object one, Object other) {
        boolean names = one instanceof Name && other instanceof Name;
        return names ? Vocabulary.isSame((Name) one, (Name) other) : one.equals(other);
    }

    /// Whether that message was never stored, and nobody waits for it any more.
    final boolean isLost(ScheduledMessage message) {
        return lost.contains(message);
    }
}
