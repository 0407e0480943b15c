package chat.madang.gate.irc;

import chat.madang.core.AccountId;
import chat.madang.core.Command;
import chat.madang.core.Event;
import chat.madang.core.Handle;
import chat.madang.core.Mask;
import chat.madang.core.Person;
import chat.madang.core.Profile;
import chat.madang.core.RoomId;
import chat.madang.core.RoomName;
import chat.madang.core.SessionId;
import chat.madang.gate.Connection;
import chat.madang.gate.Questions;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// One client: what it has asked for, who it is, where it is, and what it waits for.
///
/// Whatever it asks the core has a continuation, which gets the answer. Answers come in the order
/// of the questions, but for those that wait for the disk. One loop.
final class IrcClient {
    private final Connection connection;
    private final IrcGate gate;
    private final Set<Capability> capabilities = EnumSet.noneOf(Capability.class);

    /// What it waits for the core to answer.
    private final Questions questions = new Questions();

    /// The rooms that it is in, in the order of joining.
    private final Map<RoomId, RoomName> rooms = new LinkedHashMap<>();

    private final Map<Handle, RoomId> byHandle = new HashMap<>();
    private IrcLines lines;

    /// Null before it has come in.
    private @Nullable Person self;

    /// Null for a guest.
    private @Nullable AccountId account;

    private long batches;
    private boolean closing;

    IrcClient(Connection connection, IrcGate gate) {
        this.connection = connection;
        this.gate = gate;
        this.lines = new IrcLines(capabilities, gate.options().server());
        connection.speak(new IrcDialect(lines));
    }

    IrcGate gate() {
        return gate;
    }

    IrcOptions options() {
        return gate.options();
    }

    Connection connection() {
        return connection;
    }

    SessionId session() {
        return connection.session();
    }

    // Capabilities

    boolean has(Capability capability) {
        return capabilities.contains(capability);
    }

    Set<Capability> capabilities() {
        return Set.copyOf(capabilities);
    }

    /// From now on the client is told what these say, in their form.
    void setCapabilities(Set<Capability> other) {
        capabilities.clear();
        capabilities.addAll(other);
        lines = new IrcLines(capabilities, options().server());
        connection.speak(new IrcDialect(lines));
    }

    /// How events are told to it.
    IrcLines lines() {
        return lines;
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

    /// The account that the client is of.
    Optional<AccountId> account() {
        return Optional.ofNullable(account);
    }

    void setAccount(AccountId other) {
        account = other;
    }

    Profile profile() {
        return self().profile();
    }

    /// What it is called; `*` while it is called nothing.
    String nick() {
        return self == null ? "*" : IrcText.nick(self);
    }

    /// Whether a target of a question means this server.
    boolean isServer(String target) {
        return new Mask(IrcCut.of(target, Mask.BYTES_MAX)).fits(options().server())
                || target.equalsIgnoreCase(nick());
    }

    void joined(RoomId room, RoomName name) {
        rooms.put(room, name);
        byHandle.put(name.handle(), room);
    }

    void left(RoomId room) {
        var name = rooms.remove(room);
        if (name != null) byHandle.remove(name.handle());
    }

    /// The rooms that it is in, in the order of joining.
    Collection<RoomId> rooms() {
        return List.copyOf(rooms.keySet());
    }

    boolean isIn(RoomId room) {
        return rooms.containsKey(room);
    }

    /// What a room is called that the client is in.
    Optional<RoomName> name(RoomId room) {
        return Optional.ofNullable(rooms.get(room));
    }

    /// The room that a channel's name means, if the client is in it.
    Optional<RoomId> room(String channel) {
        return IrcText.handle(channel).map(byHandle::get);
    }

    // Asking

    /// Asks the core; nothing more is heard until it has been answered.
    void ask(Reply reply, Command command, Consumer<Event> then) {
        expect(reply, command, then);
        connection.ask(command);
    }

    /// Asks the core, and goes on hearing, unless somebody waits for the whole answer.
    void tell(Reply reply, Command command, Consumer<Event> then) {
        expect(reply, command, then);
        if (reply.isLabelled()) {
            connection.ask(command);
        } else {
            connection.tell(command);
        }
    }

    /// Whether something that it has said waits for the disk.
    boolean isEchoAwaited() {
        return questions.isPromised();
    }

    /// Hears nothing more until all it has asked is answered, and then does that, unless the
    /// connection has been ended from here.
    void whenAnswered(Runnable action) {
        connection.awaitAnswers();
        questions.whenNone(() -> {
            if (!closing && !connection.isLost()) action.run();
        });
    }

    /// The core has answered something.
    void answered(Event event) {
        questions.answered(event);
    }

    /// Waits for what somebody else than the core finds out.
    <T> void await(Reply reply, CompletionStage<T> answer, Consumer<T> then) {
        reply.asks();
        connection.await(
                answer,
                value -> {
                    then.accept(value);
                    reply.answered();
                },
                _ -> {});
    }

    private void expect(Reply reply, Command command, Consumer<Event> then) {
        reply.asks();
        questions.expect(
                command,
                event -> {
                    then.accept(event);
                    reply.answered();
                });
    }

    // Telling

    /// The reply to a command with that label, or with none.
    Reply reply(@Nullable String label) {
        boolean labelled = has(Capability.LABELED_RESPONSE) && has(Capability.BATCH);
        return new Reply(
                options().server(),
                labelled ? label : null,
                String.valueOf(++batches),
                this::write);
    }

    /// One line of the server's, without a label.
    void write(IrcMessage message) {
        connection.answer(message::write);
    }

    /// A line of the server itself.
    IrcMessage fromServer(String command, String... params) {
        return IrcMessage.of(options().server(), command, params);
    }

    /// A line with a number, which begins with the client's nick.
    IrcMessage numeric(String number, String... params) {
        var all = new ArrayList<String>();
        all.add(nick());
        all.addAll(List.of(params));
        return new IrcMessage(List.of(), options().server(), number, all);
    }

    /// That a command lacks something.
    IrcMessage needMore(String command) {
        return numeric("461", command, "Not enough parameters");
    }

    /// FAIL, for software to read ([standard
    /// replies](https://ircv3.net/specs/extensions/standard-replies)).
    IrcMessage fail(String command, String code, String... params) {
        var all = new ArrayList<>(List.of(command, code));
        all.addAll(List.of(params));
        return new IrcMessage(List.of(), options().server(), "FAIL", all);
    }

    /// Says why, and closes.
    void close(String why) {
        closing = true;
        write(IrcMessage.of("", "ERROR", "Closing Link: (" + why + ")"));
        connection.close(why);
    }
}
