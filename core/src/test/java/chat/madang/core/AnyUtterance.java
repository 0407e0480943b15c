package chat.madang.core;

import chat.madang.core.Command.Ping;
import chat.madang.core.Command.Redact;
import chat.madang.core.Command.Unschedule;
import chat.madang.core.Event.Noted;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Event.Signalled;
import chat.madang.core.Event.SignalledTo;
import chat.madang.core.Event.Utterance;
import chat.madang.core.Event.Whispered;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Draws what to erase of what was said and shown in a seeded run.
final class AnyUtterance {
    private static final int RECENT = 12;

    private final Random random;

    /// The latest first.
    private final List<Utterance> heard = new ArrayList<>();

    /// What was noted under a nonce, the latest first.
    private final List<Command> named = new ArrayList<>();

    /// What was asked to be said later, the latest first.
    private final List<Scheduled> scheduled = new ArrayList<>();

    AnyUtterance(Random random) {
        this.random = random;
    }

    /// Takes note of what there is to erase.
    void see(Event event) {
        if (event instanceof Utterance utterance) heard.addFirst(utterance);
        if (heard.size() > RECENT) heard.removeLast();
        if (event instanceof Noted(var asked, _) && Sayings.isNamed(asked)) named.addFirst(asked);
        if (named.size() > RECENT) named.removeLast();
        if (event instanceof Scheduled later) scheduled.addFirst(later);
        if (event instanceof SaidAsScheduled said) {
            scheduled.removeIf(later -> later.message().equals(said.message()));
        }
        if (scheduled.size() > RECENT) scheduled.removeLast();
    }

    /// Mostly by who has scheduled it, under that name or another.
    Command unschedule(SessionId from) {
        if (scheduled.isEmpty()) return new Unschedule(from, new MessageId(1));
        var what = scheduled.get(random.nextInt(scheduled.size()));
        var by = random.nextInt(8) > 0 ? what.by() : from;
        return new Unschedule(by, what.message().id());
    }

    /// What was said under a nonce, once more.
    Command again(SessionId from) {
        return named.isEmpty() ? new Ping(from) : named.get(random.nextInt(named.size()));
    }

    /// At times by its author, at times of what was never said.
    Command redact(SessionId from, Optional<Text> reason) {
        if (heard.isEmpty()) return new Redact(from, never(from), reason);
        var what = heard.get(random.nextInt(heard.size()));
        return new Redact(random.nextBoolean() ? author(what, from) : from, what, reason);
    }

    private static SessionId author(Utterance what, SessionId other) {
        return switch (what) {
            case Said said -> said.who().session();
            case Signalled signalled -> signalled.who().session();
            case Whispered whispered -> whispered.from().session();
            case SignalledTo signalled -> signalled.who().session();
            case SaidAsScheduled said -> said.author().orElse(other);
        };
    }

    private static Utterance never(SessionId from) {
        var nobody = new Person(from, new Name("nobody"), Profile.UNKNOWN);
        var id = new MessageId(1);
        return new SignalledTo(nobody, nobody, new Tags("+a"), id, Instant.EPOCH);
    }
}
