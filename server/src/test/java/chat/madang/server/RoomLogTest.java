package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Account;
import chat.madang.core.AccountId;
import chat.madang.core.Chat;
import chat.madang.core.Command;
import chat.madang.core.Command.ChangeRoom;
import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.CreateRoom.IfTaken;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Exit;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.KeepRoom;
import chat.madang.core.Command.Kick;
import chat.madang.core.Command.Leave;
import chat.madang.core.Command.ListPeople;
import chat.madang.core.Command.LogIn;
import chat.madang.core.Command.Rename;
import chat.madang.core.Command.Retitle;
import chat.madang.core.Command.Say;
import chat.madang.core.Command.SayDue;
import chat.madang.core.Command.Schedule;
import chat.madang.core.Command.SetTopic;
import chat.madang.core.Command.Whisper;
import chat.madang.core.Handle;
import chat.madang.core.Memory;
import chat.madang.core.Name;
import chat.madang.core.Profile;
import chat.madang.core.RoomChange.KeySet;
import chat.madang.core.RoomChange.RuleSet;
import chat.madang.core.RoomId;
import chat.madang.core.RoomPolicy;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.RoomRule;
import chat.madang.core.Rules;
import chat.madang.core.SessionId;
import chat.madang.core.Spelling;
import chat.madang.core.Text;
import chat.madang.core.Title;
import chat.madang.gate.open.OpenOptions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// The log of a room in which real things happen, on a stopped clock.
class RoomLogTest {
    /// 15:30 in Seoul.
    private static final Instant NOW = Instant.parse("2026-11-21T06:30:00Z");

    private static final String STAMP = "2026-11-21 15:30:00 ";
    private static final OpenOptions OPTIONS =
            new OpenOptions(new Handle("open"), ZoneId.of("Asia/Seoul"));
    private static final RoomPolicy POLICY = new RoomPolicy(10, Ends.NEVER, Host.ELDEST);
    private static final SessionId ALICE = new SessionId(1);
    private static final SessionId BOB = new SessionId(2);
    private static final SessionId CHARLIE = new SessionId(3);
    private static final RoomId HOME = new RoomId(1);
    private static final RoomId ELSEWHERE = new RoomId(2);

    private final Chat chat = new Chat(Rules.USUAL, Memory.NONE);

    @TempDir Path data;

    @Test
    void messages_commands_arrivals_and_departures_are_lines() throws Exception {
        var soon = NOW.plusSeconds(120);

        var lines =
                logged(
                        new KeepRoom(new Title("open"), POLICY),
                        new Enter(ALICE, new Name("Alice")),
                        new Join(ALICE, new Handle("open")),
                        new ListPeople(ALICE, HOME),
                        new Enter(BOB, new Name("Bob")),
                        new Join(BOB, HOME),
                        new Enter(CHARLIE, new Name("Charlie")),
                        new Join(CHARLIE, HOME),
                        new Say(ALICE, HOME, new Text("Hello everyone!")),
                        new ListPeople(ALICE, HOME),
                        new Rename(ALICE, new Name("Alice123")),
                        new Whisper(BOB, new Name("Charlie"), Spelling.EXACT, new Text("secret")),
                        new Whisper(BOB, new Name("Bob"), Spelling.EXACT, new Text("secret")),
                        new Schedule(CHARLIE, HOME, new Text("Meeting starts soon"), soon),
                        new Kick(BOB, HOME, new Name("Alice123"), Spelling.EXACT),
                        new Kick(ALICE, HOME, new Name("Bob"), Spelling.EXACT),
                        new Leave(ALICE, HOME),
                        new Exit(CHARLIE));

        assertThat(lines)
                .containsExactly(
                        STAMP + "Alice has joined",
                        STAMP + "Bob has joined",
                        STAMP + "Charlie has joined",
                        STAMP + "Alice >> Hello everyone!",
                        STAMP + "Alice /user",
                        STAMP + "Alice /rename Alice123",
                        STAMP + "Bob whispered to Charlie",
                        STAMP + "Bob whispered to Bob",
                        STAMP + "Charlie /schedule 15:32 Meeting starts soon",
                        STAMP + "Alice123 /kick Bob",
                        STAMP + "Alice123 has left",
                        STAMP + "Charlie is now the admin",
                        STAMP + "Charlie has left");
    }

    @Test
    void what_was_scheduled_is_a_line_when_it_is_said() throws Exception {
        var lines =
                logged(
                        new KeepRoom(new Title("open"), POLICY),
                        new Enter(ALICE, new Name("Alice")),
                        new Join(ALICE, new Handle("open")),
                        new Schedule(ALICE, HOME, new Text("tea\nis ready"), NOW),
                        new SayDue());

        assertThat(lines)
                .containsExactly(
                        STAMP + "Alice has joined",
                        STAMP + "Alice /schedule 15:30 tea is ready",
                        STAMP + "[Scheduled by Alice] tea is ready");
    }

    @Test
    void what_is_changed_in_the_room_is_a_line_and_what_is_refused_is_none() throws Exception {
        var guarded = new RuleSet(RoomRule.TOPIC_GUARDED, true);
        var key = new KeySet(Optional.of("sesame"));

        var lines =
                logged(
                        new KeepRoom(new Title("open"), POLICY),
                        new Enter(ALICE, new Name("Alice")),
                        new Join(ALICE, new Handle("open")),
                        new Enter(BOB, new Name("Bob")),
                        new Join(BOB, HOME),
                        new SetTopic(ALICE, HOME, Optional.of(new Text("tea\nBob >> y"))),
                        new SetTopic(ALICE, HOME, Optional.empty()),
                        new ChangeRoom(ALICE, HOME, List.of(guarded, key), Spelling.EXACT),
                        // They are so already.
                        new ChangeRoom(ALICE, HOME, List.of(guarded), Spelling.EXACT),
                        new SetTopic(BOB, HOME, Optional.of(new Text("coffee"))),
                        new ChangeRoom(BOB, HOME, List.of(key), Spelling.EXACT),
                        // The room is the house's.
                        new Retitle(ALICE, HOME, new Title("closed"), Optional.empty()));

        assertThat(lines)
                .containsExactly(
                        STAMP + "Alice has joined",
                        STAMP + "Bob has joined",
                        STAMP + "Alice set the topic: tea Bob >> y",
                        STAMP + "Alice set the topic: ",
                        STAMP + "Alice changed the rules of the room");
    }

    @Test
    void what_happens_elsewhere_is_not_in_it() throws Exception {
        var lines =
                logged(
                        new KeepRoom(new Title("open"), POLICY),
                        new Enter(ALICE, new Name("Alice")),
                        new Join(ALICE, new Handle("open")),
                        new Enter(BOB, new Name("Bob")),
                        // Called so, too, but not the home room.
                        new CreateRoom(BOB, new Title("open"), POLICY, IfTaken.NUMBER),
                        new Say(BOB, ELSEWHERE, new Text("hi")),
                        new ListPeople(BOB, ELSEWHERE),
                        new Whisper(BOB, new Name("Alice"), Spelling.EXACT, new Text("psst")),
                        new Rename(BOB, new Name("Robert")),
                        new Exit(BOB));

        assertThat(lines).containsExactly(STAMP + "Alice has joined");
    }

    @Test
    void whoever_is_sent_away_has_left() throws Exception {
        var lines =
                logged(
                        new KeepRoom(new Title("open"), POLICY),
                        new Enter(ALICE, new Name("Alice")),
                        new Join(ALICE, new Handle("open")),
                        new LogIn(
                                BOB,
                                new Account(new AccountId(1), new Name("alice")),
                                Profile.UNKNOWN));

        assertThat(lines).containsExactly(STAMP + "Alice has joined", STAMP + "Alice has left");
    }

    @Test
    void nobody_forges_a_line() throws Exception {
        var lines =
                logged(
                        new KeepRoom(new Title("open"), POLICY),
                        new Enter(ALICE, new Name("Bob has left")),
                        new Join(ALICE, new Handle("open")),
                        new Say(ALICE, HOME, new Text("x\n" + STAMP + "Bob >> y\r\u2028\u001b[2J")),
                        new Rename(ALICE, new Name("[Scheduled by Bob] y")));

        assertThat(lines)
                .containsExactly(
                        STAMP + "Bob_has_left has joined",
                        STAMP + "Bob_has_left >> x " + STAMP + "Bob >> y   [2J",
                        STAMP + "Bob_has_left /rename _Scheduled_by_Bob]_y");
    }

    @Test
    void what_somebody_does_is_in_words_and_what_clients_ask_is_no_line() throws Exception {
        var lines =
                logged(
                        new KeepRoom(new Title("open"), POLICY),
                        new Enter(ALICE, new Name("Alice"), new Profile("irc", "a", "h", "")),
                        new Join(ALICE, new Handle("open")),
                        new Say(ALICE, HOME, new Text("\u0001ACTION waves\u0001")),
                        new Say(ALICE, HOME, new Text("\u0001VERSION\u0001")));

        assertThat(lines)
                .containsExactly(STAMP + "Alice has joined", STAMP + "Alice >> * Alice waves");
    }

    @Test
    void it_goes_on_behind_what_is_there() throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "before\n");

        var lines =
                logged(
                        new KeepRoom(new Title("open"), POLICY),
                        new Enter(ALICE, new Name("앨리스")),
                        new Join(ALICE, new Handle("open")));

        assertThat(lines).containsExactly("before", STAMP + "앨리스 has joined");
    }

    @Test
    void turns_count_as_written_also_when_the_file_cannot_be() throws Exception {
        Files.writeString(data.resolve("logs"), "a file where the folder should be");
        var written = new AtomicInteger();

        try (var log = RoomLog.open(data, OPTIONS, () -> NOW)) {
            for (int i = 0; i < 100; i++) deliver(log, joining(), written);
        }

        assertThat(written).hasValue(100 * joining().size());
        assertThat(data.resolve("logs")).isRegularFile();
    }

    private List<Command> joining() {
        return List.of(
                new KeepRoom(new Title("open"), POLICY),
                new Enter(ALICE, new Name("Alice")),
                new Join(ALICE, new Handle("open")),
                new Exit(ALICE));
    }

    /// What is in the file when these have happened, each in a turn of its own.
    private List<String> logged(Command... commands) throws IOException, InterruptedException {
        var written = new AtomicInteger();
        try (var log = RoomLog.open(data, OPTIONS, () -> NOW)) {
            deliver(log, List.of(commands), written);
        }
        assertThat(written).hasValue(commands.length);
        return new ArrayList<>(Files.readString(file(), UTF_8).lines().toList());
    }

    private void deliver(RoomLog log, List<Command> commands, AtomicInteger written) {
        for (var command : commands) {
            log.deliver(chat.apply(command, NOW), written::incrementAndGet);
        }
    }

    private Path file() {
        return data.resolve("logs").resolve("server.txt");
    }
}
