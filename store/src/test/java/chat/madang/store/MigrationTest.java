package chat.madang.store;

import static chat.madang.store.Yard.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Account;
import chat.madang.core.AccountId;
import chat.madang.core.Archive.End;
import chat.madang.core.Archive.Latest;
import chat.madang.core.Archive.Span;
import chat.madang.core.Archive.Survey;
import chat.madang.core.Command.Answer;
import chat.madang.core.Conversation.InRoom;
import chat.madang.core.Conversation.With;
import chat.madang.core.Event;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.HostChanged;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Handle;
import chat.madang.core.Letter;
import chat.madang.core.Manner;
import chat.madang.core.Memory.LastingRoom;
import chat.madang.core.MessageId;
import chat.madang.core.Name;
import chat.madang.core.Person;
import chat.madang.core.Place;
import chat.madang.core.RoomId;
import chat.madang.core.RoomName;
import chat.madang.core.RoomPolicy;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.RoomState;
import chat.madang.core.ScheduledMessage;
import chat.madang.core.SessionId;
import chat.madang.core.Stamp;
import chat.madang.core.Text;
import chat.madang.core.Title;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// A file that a store of the first form has written, with everything that one could have.
class MigrationTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123Z");
    private static final long FIRST = Instant.parse("2026-01-02T12:00:00Z").toEpochMilli() << 20;

    private static final RoomId ROOM = new RoomId(1);
    private static final RoomName NAME =
            new RoomName(new Title("Lobby, of old"), new Handle("lobby--of-old"));
    private static final Person KIM = person("kim");
    private static final Person LEE = person("Lee");
    private static final Person PARK = person("park");

    @TempDir private Path folder;
    private Path file = Path.of("");

    @BeforeEach
    void setUp() throws Exception {
        file = folder.resolve("madang.db");
        try (var packed = MigrationTest.class.getResourceAsStream("v1.db.gz");
                var unpacked = new GZIPInputStream(Objects.requireNonNull(packed))) {
            Files.copy(unpacked, file);
        }
    }

    @Test
    void all_that_was_remembered_is() throws Exception {
        var before = Instant.now().minusMillis(1);
        try (var store = Store.open(file, 100)) {
            var memory = store.memory();
            var lee = new Account(new AccountId(1), LEE.name());
            assertThat(memory.accounts()).containsExactly(lee);
            assertThat(memory.lastRoom()).isEqualTo(2);
            assertThat(memory.lastMessage()).isEqualTo(id(14));
            assertThat(memory.mail().get(lee.id())).containsExactly(letter());
            assertThat(memory.scheduled())
                    .containsExactly(scheduled(2, "later", NOON.plusSeconds(3_600)));
            assertThat(memory.rooms()).hasSize(1);
            var room = memory.rooms().getFirst();
            var policy = new RoomPolicy(10, Ends.NEVER, Host.ELDEST);
            var madeAt = room.state().madeAt();
            assertThat(madeAt).isBetween(before, Instant.now());
            var state =
                    new RoomState(
                            Yard.NEW.topic(),
                            Yard.NEW.rules(),
                            Yard.NEW.key(),
                            Yard.NEW.limit(),
                            Yard.NEW.lists(),
                            madeAt);
            assertThat(room).isEqualTo(new LastingRoom(ROOM, NAME, policy, state, 10));
        }
        assertThat(History.rows(file, "PRAGMA user_version"))
                .containsExactly(Integer.toString(Database.VERSION));
        assertThat(History.rows(file, "PRAGMA quick_check")).containsExactly("ok");
    }

    @Test
    void all_that_has_happened_can_be_read() throws Exception {
        try (var store = Store.open(file, 100)) {
            var late = scheduled(3, "scheduled", NOON);
            assertThat(events(store))
                    .containsExactly(
                            new Joined(ROOM, NAME, KIM, false, stamp(1)),
                            new Joined(ROOM, NAME, LEE, false, stamp(2)),
                            new Said(
                                    ROOM,
                                    NAME,
                                    KIM,
                                    new Text("안녕 \0\n👩‍👩‍👧"),
                                    Manner.PLAIN,
                                    Answer.AT_ONCE,
                                    stamp(3)),
                            new Renamed(PARK, KIM.name(), List.of(new Place(ROOM, stamp(4)))),
                            new HostChanged(ROOM, NAME, LEE, stamp(5)),
                            new Kicked(ROOM, NAME, PARK, LEE, Optional.empty(), stamp(6)),
                            new Left(ROOM, NAME, LEE, Optional.empty(), stamp(7)),
                            new Joined(ROOM, NAME, KIM, false, stamp(8)),
                            // Which message it was, and when it was due, nobody has written down.
                            new SaidAsScheduled(
                                    new ScheduledMessage(
                                            stamp(9).id(),
                                            ROOM,
                                            late.author(),
                                            late.text(),
                                            stamp(9).at()),
                                    NAME,
                                    Optional.empty(),
                                    stamp(9)),
                            new Exited(KIM, List.of(new Place(ROOM, stamp(10))), Optional.empty()));
        }
    }

    @Test
    void an_account_has_another_proof_as_soon_as_its_password_was_seen() throws Exception {
        try (var store = Store.open(file, 100)) {
            assertThat(Asked.scram(store, "lee").account()).isEmpty();
            assertThat(store.accounts().check("lee", bytes("wrong"))).isEmpty();
            assertThat(Asked.scram(store, "lee").account()).isEmpty();
            assertThat(store.accounts().check("lee", bytes("1234"))).isPresent();
            assertThat(Asked.scram(store, "lee").account()).isPresent();
        }
    }

    /// From the sixth to the seventh, histories are in another order.
    @Test
    void what_was_said_erased_and_done_keeps_its_order() throws Exception {
        Flyway.configure()
                .dataSource("jdbc:sqlite:" + file.toUri(), null, null)
                .locations("classpath:chat/madang/store/migration")
                .target("6")
                .load()
                .migrate();
        History.change(
                file,
                row("history (room, seq,", "(1, 11, ", 15, Row.SAID, Row.TALK, "one"),
                row("history (room, seq,", "(1, 12, ", 16, Row.LEFT, 0, ""),
                row("history (room, seq,", "(1, 13, ", 17, Row.REDACTED, Row.REDACTING, ""),
                row("history (room, seq,", "(1, 14, ", 18, Row.SAID, Row.TALK, "two"),
                row("whisper (account, peer, name,", whisperTo("kim"), 19, Row.SAID, 1, "to kim"),
                row("whisper (account, peer, name,", whisperTo("kim"), 20, Row.SIGNALLED, 0, ""),
                row("whisper (account, peer, name,", whisperTo("kim"), 21, Row.SAID, 1, "again"),
                row("whisper (account, peer, name,", whisperTo("ann"), 22, Row.SAID, 1, "to ann"));

        try (var store = Store.open(file, 100)) {
            assertThat(events(store).stream().skip(10))
                    .extracting(event -> event.getClass().getSimpleName())
                    .containsExactly("Said", "Left", "Redacted", "Said");
            var kim = new With(new AccountId(1), KIM.name());
            assertThat(Asked.everything(store, kim))
                    .extracting(event -> event.getClass().getSimpleName())
                    .containsExactly("Whispered", "SignalledTo", "Whispered");
            var all =
                    new Survey(Optional.of(new AccountId(1)), Set.of(ROOM), Span.ALL, End.LAST, 10);
            assertThat(Asked.latest(store, all))
                    .extracting(Latest::id)
                    .containsExactly(id(18), id(21), id(22));
        }
        assertThat(History.rows(file, "PRAGMA foreign_key_check")).isEmpty();
    }

    private static String whisperTo(String peer) {
        return "(1, '%s', '%s', ".formatted(peer, peer);
    }

    private static String row(
            String columns, String values, long id, String kind, int talk, String text) {
        var more =
                """
                {"name": ["Lobby, of old", "lobby--of-old"], "message": 1, "whom": {"name": "kim"}}\
                """;
        return "INSERT INTO %s id, at, kind, talk, who, text, more) VALUES %s"
                        .formatted(columns, values)
                + "%d, 0, '%s', %d, 'Lee', '%s', '%s')"
                        .formatted(id(id).value(), kind, talk, text, more);
    }

    @Test
    void it_goes_on_from_there() throws Exception {
        try (var store = Store.open(file, 100)) {
            var stamp = new Stamp(id(15), 11, NOON);
            Yard.write(store, new Joined(ROOM, NAME, KIM, false, stamp));
        }
        try (var store = Store.open(file, 100)) {
            assertThat(store.memory().rooms().getFirst().lastSequence()).isEqualTo(11);
            assertThat(events(store)).hasSize(11);
        }
    }

    private static List<Event> events(Store store) {
        return Asked.everything(store, new InRoom(ROOM));
    }

    private static Letter letter() {
        return new Letter(id(1), KIM.name(), new Text("a letter \0 😀"), NOON);
    }

    private static ScheduledMessage scheduled(int id, String text, Instant due) {
        return new ScheduledMessage(id(id), ROOM, KIM.name(), new Text(text), due);
    }

    private static Stamp stamp(long sequence) {
        return new Stamp(id(sequence + 3), sequence, NOON.plusSeconds(sequence));
    }

    private static MessageId id(long number) {
        return new MessageId(FIRST + number);
    }

    private static Person person(String name) {
        return new Person(SessionId.NOBODY, new Name(name));
    }
}
