package chat.madang.store;

import chat.madang.core.Account;
import chat.madang.core.AccountId;
import chat.madang.core.Command;
import chat.madang.core.Command.Answer;
import chat.madang.core.Event;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.RoomKept;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Event.Unscheduled;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Journal.Outcome;
import chat.madang.core.Letter;
import chat.madang.core.Manner;
import chat.madang.core.MessageId;
import chat.madang.core.Name;
import chat.madang.core.Person;
import chat.madang.core.Profile;
import chat.madang.core.RoomId;
import chat.madang.core.RoomName;
import chat.madang.core.RoomPolicy;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.RoomRule;
import chat.madang.core.RoomState;
import chat.madang.core.ScheduledMessage;
import chat.madang.core.SessionId;
import chat.madang.core.Stamp;
import chat.madang.core.Text;
import chat.madang.core.Title;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/// Events by hand, and the way into a store: ids count up from 1, as do the sequence numbers.
final class Yard {
    static final Person KIM = new Person(new SessionId(1), new Name("kim"));
    static final Person LEE = new Person(new SessionId(2), new Name("lee"));
    static final RoomPolicy LASTING = new RoomPolicy(10, Ends.NEVER, Host.ELDEST);
    static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123Z");

    /// What people have made of a room that they have just made.
    static final RoomState NEW =
            new RoomState(
                    Optional.empty(),
                    Set.of(RoomRule.MEMBERS_ONLY),
                    Optional.empty(),
                    OptionalInt.empty(),
                    Map.of(),
                    NOON);

    private final Instant now;
    private long lastId;

    /// At [#NOON], with ids from 1.
    Yard() {
        this.now = NOON;
    }

    /// At any time, with ids as a core gives them.
    Yard(Instant now) {
        this.now = now;
        this.lastId = Store.firstId(now);
    }

    /// The next stamp of a room where `sequence` is next.
    Stamp stamp(long sequence) {
        return new Stamp(nextId(), sequence, now);
    }

    MessageId nextId() {
        return new MessageId(++lastId);
    }

    MessageId lastId() {
        return new MessageId(lastId);
    }

    static RoomId room(int number) {
        return new RoomId(number);
    }

    static RoomName name(int room) {
        return RoomName.of(new Title("Room " + room));
    }

    Joined joined(int room, long sequence, Person who) {
        return new Joined(room(room), name(room), who, false, stamp(sequence));
    }

    Said said(int room, long sequence, String text) {
        return said(room, KIM, text, Manner.PLAIN, stamp(sequence));
    }

    static RoomKept roomKept(int room) {
        return new RoomKept(room(room), name(room), LASTING, NEW);
    }

    static Said said(int room, Person who, String text, Manner manner, Stamp stamp) {
        return new Said(room(room), name(room), who, new Text(text), manner, Answer.AT_ONCE, stamp);
    }

    static Whispered whispered(Person from, Person whom, String text, MessageId id) {
        return new Whispered(
                from, whom, new Text(text), Manner.PLAIN, false, Answer.AT_ONCE, id, NOON);
    }

    /// Somebody from that address.
    static Person from(String address, Person who) {
        var profile = new Profile("duo", who.name().value(), "host", address);
        return new Person(who.session(), who.name(), profile);
    }

    /// Somebody who is here as an account.
    static Person as(Account account, Person who) {
        var profile = who.profile().withAccount(Optional.of(account.name()));
        return new Person(who.session(), who.name(), profile);
    }

    Kept kept(AccountId account, String text) {
        var letter = new Letter(nextId(), KIM.name(), new Text(text), NOON);
        return new Kept(new Command.Write(KIM.session(), letter.text()), account, letter);
    }

    Scheduled scheduled(int room, String text, Instant due) {
        var message = new ScheduledMessage(nextId(), room(room), KIM.name(), new Text(text), due);
        var asked = new Command.Schedule(KIM.session(), room(room), message.text(), due);
        return new Scheduled(asked, message);
    }

    static Unscheduled unscheduled(Scheduled scheduled) {
        var message = scheduled.message();
        var asked = new Command.Unschedule(scheduled.by(), message.id());
        return new Unscheduled(asked, message);
    }

    /// Writes one turn and waits; says whether it was kept.
    static boolean write(Store store, Event... events) {
        return offer(store, events).join();
    }

    /// Writes one turn; whether it was kept comes later.
    static CompletableFuture<Boolean> offer(Store store, Event... events) {
        return offer(store, () -> {}, events);
    }

    /// Writes one turn.
    ///
    /// @param first run by the journal's thread before the outcome is told
    static CompletableFuture<Boolean> offer(Store store, Runnable first, Event... events) {
        var told = new CompletableFuture<Boolean>();
        store.write(
                List.of(events),
                new Outcome() {
                    @Override
                    public boolean isUrgent() {
                        return true;
                    }

                    @Override
                    public void kept() {
                        tell(true);
                    }

                    @Override
                    public void failed() {
                        tell(false);
                    }

                    private void tell(boolean kept) {
                        try {
                            first.run();
                        } finally {
                            told.complete(kept);
                        }
                    }
                });
        return told;
    }

    /// Has the journal's thread do something between two transactions, and waits for it.
    static void between(Store store, Runnable deed) {
        offer(store, deed).join();
    }

    /// Has the journal's thread wait from now on, until what is returned is run.
    static Runnable hold(Store store) throws InterruptedException {
        var held = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        offer(
                store,
                () -> {
                    held.countDown();
                    await(goOn);
                });
        held.await();
        return goOn::countDown;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
