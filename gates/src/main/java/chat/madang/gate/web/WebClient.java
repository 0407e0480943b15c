package chat.madang.gate.web;

import chat.madang.core.Account;
import chat.madang.core.AccountId;
import chat.madang.core.Command;
import chat.madang.core.Event;
import chat.madang.core.Event.Refused;
import chat.madang.core.Listing;
import chat.madang.core.Person;
import chat.madang.core.RoomId;
import chat.madang.core.SessionId;
import chat.madang.gate.Connection;
import chat.madang.gate.Questions;
import chat.madang.gate.web.Tokens.Identity;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// One client: who it is, where it is, and what it waits for. One loop.
final class WebClient {
    /// How much is kept for somebody who has lost the connection.
    private static final int MISSED_MAX = 1_000;

    private final Connection connection;
    private final WebGate gate;
    private final Questions questions = new Questions();

    /// The rooms that it is in, each with the number of the last thing there that it was not told
    /// by itself: what happened before that it has to ask for.
    private final Map<RoomId, Long> rooms = new HashMap<>();

    /// The room that it came into last, as it was then. Null before it has come into one.
    private @Nullable Listing arrival;

    private boolean leaving;

    /// Null before it has come in.
    private @Nullable Person self;

    /// Null before it has come in.
    private @Nullable Identity identity;

    /// Null before it has come in.
    private @Nullable Stay stay;

    /// What was for it alone since it was last heard.
    private final List<Event> missed = new ArrayList<>();

    WebClient(Connection connection, WebGate gate) {
        this.connection = connection;
        this.gate = gate;
        connection.speak(new WebDialect());
    }

    WebGate gate() {
        return gate;
    }

    Connection connection() {
        return connection;
    }

    SessionId session() {
        return connection.session();
    }

    // Who and where

    boolean isInside() {
        return self != null;
    }

    Person self() {
        return Objects.requireNonNull(self, "a client who is in the yard");
    }

    void setSelf(Person other) {
        self = other;
    }

    /// It is in the yard as that person.
    void cameIn(Person who, Identity as) {
        self = who;
        identity = as;
        stay = new Stay(session());
        gate.stays().put(as.key(), stay);
    }

    /// The session is gone, and no other goes on as it.
    void wentOut() {
        if (identity != null && stay != null) gate.stays().remove(identity.key(), stay);
    }

    /// Keeps what was for it alone until it shows that it is there: it may have lost its connection
    /// long before that is seen.
    void keep(Event event) {
        if (missed.size() < MISSED_MAX) missed.add(event);
    }

    /// It is there, and has what it was told.
    void heard() {
        if (!connection.isLost()) missed.clear();
    }

    /// The same of several that another connection has kept.
    void keep(List<Event> events) {
        events.stream().limit(MISSED_MAX - missed.size()).forEach(missed::add);
    }

    /// Another connection goes on.
    void handOver() {
        if (stay != null) stay.missed().complete(List.copyOf(missed));
    }

    /// The account that the client is of.
    Optional<AccountId> account() {
        return identity == null ? Optional.empty() : identity.account().map(Account::id);
    }

    /// What it can come back with, as whoever it is now.
    String token() {
        var as = Objects.requireNonNull(identity, "a client who is in the yard");
        return gate.tokens().of(new Identity(as.key(), as.account(), self().name()));
    }

    void joined(RoomId room, long lastSequence) {
        rooms.put(room, lastSequence);
    }

    /// It is about to hear that it has come into this room.
    void arrives(Listing room) {
        arrival = room;
    }

    /// The room that it has just come into, with who is in it.
    Listing arrival() {
        return Objects.requireNonNull(arrival, "the room of who comes in");
    }

    void left(RoomId room) {
        rooms.remove(room);
    }

    boolean isIn(RoomId room) {
        return rooms.containsKey(room);
    }

    /// Whether it is in as many rooms as one may be in.
    boolean isInMany() {
        return rooms.size() >= gate.options().roomsMax();
    }

    /// Up to which number it has to ask for what happened; nothing when it is not in the room.
    Optional<Long> toldFrom(RoomId room) {
        return Optional.ofNullable(rooms.get(room));
    }

    // Asking

    /// Asks the core, and goes on hearing.
    void tell(Command command, Consumer<Event> then) {
        questions.expect(command, then);
        connection.tell(command);
    }

    /// Asks the core; nothing more is heard until it has been answered.
    void ask(Command command, Consumer<Event> then) {
        questions.expect(command, then);
        connection.ask(command);
    }

    /// Asks the core what is answered by an event that everybody sees alike.
    void ask(Command command, Reply reply) {
        ask(command, event -> reply.event(event));
    }

    /// Asks to go on as another session.
    void resume(SessionId other, Consumer<Event> then) {
        questions.expect(new Command.Resume(other, session()), then);
        connection.resume(other);
    }

    /// The core has answered something; says whether that was waited for.
    boolean answered(Event event) {
        return questions.answered(event);
    }

    /// Says goodbye: what it asks for now is not heard, and what it has asked for is answered
    /// first.
    void leave() {
        leaving = true;
        questions.whenNone(() -> close(WebFrames.NORMAL, "bye"));
    }

    boolean isLeaving() {
        return leaving;
    }

    /// Asks the core, and does more when it is not refused.
    <E extends Event> void ask(Command command, Class<E> answer, Reply reply, Consumer<E> then) {
        ask(
                command,
                event -> {
                    if (event instanceof Refused(_, var why)) reply.refused(why);
                    else then.accept(answer.cast(event));
                });
    }

    /// Waits for what somebody else than the core finds out.
    <T> void await(CompletionStage<T> answer, Consumer<T> then) {
        connection.await(answer, then, _ -> {});
    }

    // Telling

    /// Writes an object.
    void write(Consumer<JsonGenerator> fields) {
        connection.answer(out -> WebFrames.text(out, fields));
    }

    /// Says why, and closes.
    void close(int code, String why) {
        connection.answer(out -> WebFrames.close(out, code, why));
        connection.close(why);
    }
}
