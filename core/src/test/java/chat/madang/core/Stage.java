package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Answered.RoomsListed;
import chat.madang.core.Audience.Members;
import chat.madang.core.Audience.One;
import chat.madang.core.Command.Answer;
import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.CreateRoom.IfTaken;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.ListRooms;
import chat.madang.core.Command.LogIn;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.Whispered;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who and what the examples are about, and a yard in which it is always noon.
abstract class Stage {
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    static final SessionId AMIR = new SessionId(1);
    static final SessionId BEA = new SessionId(2);
    static final SessionId CHOE = new SessionId(3);
    static final SessionId DANA = new SessionId(4);
    static final Name AMIRS_NAME = new Name("amir");
    static final Name BEAS_NAME = new Name("bea");
    static final Name CHOES_NAME = new Name("최");
    static final Name DANAS_NAME = new Name("Dana");
    static final Account DANAS_ACCOUNT = new Account(new AccountId(7), DANAS_NAME);
    static final Title TEA = new Title("tea");
    static final Title CHESS = new Title("chess");
    static final RoomId FIRST = new RoomId(1);
    static final RoomId SECOND = new RoomId(2);
    static final RoomPolicy PASSING = new RoomPolicy(10, Ends.WITH_LAST_MEMBER, Host.NONE);
    static final RoomPolicy LASTING = new RoomPolicy(10, Ends.NEVER, Host.NONE);
    static final RoomPolicy ELDERS = new RoomPolicy(10, Ends.WITH_LAST_MEMBER, Host.ELDEST);
    static final RoomPolicy HOSTED = new RoomPolicy(10, Ends.WITH_HOST, Host.CREATOR);
    static final RoomName TEA_ROOM = RoomName.of(TEA);
    static final RoomName CHESS_ROOM = RoomName.of(CHESS);

    /// What a room is like of which nobody has made anything yet.
    static final RoomState USUAL = RoomState.of(Set.of(RoomRule.MEMBERS_ONLY), NOON);

    static final Text HELLO = new Text("hello");

    /// Two letters and two scheduled messages at most, one reserved name, one account.
    static final Rules RULES = new Rules(2, 2, Set.of(new Name("server")));

    private Chat chat =
            new Chat(
                    RULES,
                    new Memory(
                            0,
                            MessageId.NONE,
                            List.of(DANAS_ACCOUNT),
                            Map.of(),
                            List.of(),
                            List.of(),
                            List.of()));

    final Person amir = new Person(AMIR, AMIRS_NAME);
    final Person bea = new Person(BEA, BEAS_NAME);
    final Person choe = new Person(CHOE, CHOES_NAME);
    final Person dana = loggedIn(DANA, DANAS_ACCOUNT);

    /// Another yard from now on, one that remembers.
    void restart(Memory memory) {
        chat = new Chat(RULES, memory);
    }

    void bothEnter() {
        apply(new Enter(AMIR, AMIRS_NAME));
        apply(new Enter(BEA, BEAS_NAME));
    }

    void allEnter() {
        bothEnter();
        apply(new Enter(CHOE, CHOES_NAME));
    }

    void danaLogsIn() {
        apply(new LogIn(DANA, DANAS_ACCOUNT, Profile.UNKNOWN));
    }

    /// Somebody as an account, under its name.
    static Person loggedIn(SessionId session, Account account) {
        var profile = Profile.UNKNOWN.withAccount(Optional.of(account.name()));
        return new Person(session, account.name(), profile);
    }

    static CreateRoom create(SessionId from, Title title, RoomPolicy policy) {
        return new CreateRoom(from, title, policy, IfTaken.NUMBER);
    }

    List<Delivery> apply(Command command) {
        return applyAt(NOON, command);
    }

    List<Delivery> applyAt(Instant now, Command command) {
        return chat.apply(command, now);
    }

    /// The first of the events.
    Event answer(Command command) {
        return apply(command).getFirst().event();
    }

    List<Event> events(Command command) {
        return apply(command).stream().map(Delivery::event).toList();
    }

    Optional<Instant> nextDue() {
        return chat.nextDue();
    }

    List<Listing> rooms(SessionId asker) {
        return ((RoomsListed) answer(new ListRooms(asker))).rooms();
    }

    void assertRefused(Command command, Refusal why) {
        assertThat(apply(command)).isEqualTo(alone(command.from(), new Refused(command, why)));
    }

    static List<Delivery> alone(SessionId session, Event event) {
        return List.of(new Delivery(new One(session), event));
    }

    static List<Delivery> toRoom(RoomId room, Event event) {
        return List.of(new Delivery(new Members(List.of(room)), event));
    }

    /// What most examples look at in a room.
    record Seen(RoomId room, Title title, Optional<Name> host, List<Name> members) {}

    /// What somebody sees who asks for the rooms.
    List<Seen> seen(SessionId asker) {
        return rooms(asker).stream().map(Stage::seen).toList();
    }

    static Seen seen(Listing room) {
        var host = room.host().map(Person::name);
        return new Seen(room.room(), room.name().title(), host, room.names());
    }

    static Seen listing(RoomId room, Title title, Name... members) {
        return hosted(room, title, Optional.empty(), members);
    }

    static Seen hosted(RoomId room, Title title, Optional<Name> host, Name... members) {
        return new Seen(room, title, host, List.of(members));
    }

    static Said said(RoomId room, RoomName name, Person who, Text text, Stamp stamp) {
        return new Said(room, name, who, text, Manner.PLAIN, Answer.AT_ONCE, stamp);
    }

    static Left left(RoomId room, RoomName name, Person who, Stamp stamp) {
        return new Left(room, name, who, Optional.empty(), stamp);
    }

    static Exited exited(Person who, Place... places) {
        return new Exited(who, List.of(places), Optional.empty());
    }

    static Whispered whispered(Person from, Person whom, boolean betweenPartners, MessageId id) {
        return new Whispered(
                from, whom, HELLO, Manner.PLAIN, betweenPartners, Answer.AT_ONCE, id, NOON);
    }

    /// The stamp of an event at noon that `earlier` ids of the yard came before.
    static Stamp stamp(int earlier, long sequence) {
        return new Stamp(id(earlier), sequence, NOON);
    }

    /// The id of an event at noon that `earlier` ids of the yard came before.
    static MessageId id(int earlier) {
        return new MessageId((NOON.toEpochMilli() << 20) + earlier);
    }
}
