package chat.madang.store;

import static chat.madang.store.Yard.KIM;
import static chat.madang.store.Yard.LEE;
import static chat.madang.store.Yard.NOON;
import static chat.madang.store.Yard.bytes;
import static chat.madang.store.Yard.name;
import static chat.madang.store.Yard.room;
import static chat.madang.store.Yard.roomKept;
import static chat.madang.store.Yard.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.madang.core.Account;
import chat.madang.core.Archive.End;
import chat.madang.core.Archive.Filter;
import chat.madang.core.Archive.Question;
import chat.madang.core.Archive.Span;
import chat.madang.core.Archive.Survey;
import chat.madang.core.Conversation;
import chat.madang.core.Conversation.InRoom;
import chat.madang.core.Conversation.With;
import chat.madang.core.Event;
import chat.madang.core.Event.Redacted;
import chat.madang.core.Event.RedactedTo;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.Signalled;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Manner;
import chat.madang.core.MessageId;
import chat.madang.core.Name;
import chat.madang.core.Person;
import chat.madang.core.Rank;
import chat.madang.core.SessionId;
import chat.madang.core.Tags;
import chat.madang.core.Text;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

class ArchiveTest {
    private static final Conversation ROOM = new InRoom(room(1));
    private static final String SECRET = "what nobody should have said, 안녕";

    @TempDir private Path folder;
    private final Yard yard = new Yard();
    private Path file = Path.of("");
    private Store store;

    @BeforeEach
    void setUp() throws Exception {
        file = folder.resolve("madang.db");
        store = Store.open(file, 10_000);
        write(store, yard.joined(1, 1, KIM), roomKept(1));
    }

    @AfterEach
    void tearDown() {
        store.close();
    }

    @Test
    void a_question_is_answered_when_everything_before_it_is_on_disk() throws Exception {
        var goOn = Yard.hold(store);
        var written = Yard.offer(store, yard.said(1, 2, "before"));
        var asked = later(question(ROOM, 100));
        var after = Yard.offer(store, yard.said(1, 3, "after"));
        assertThat(asked).isNotDone();
        goOn.run();

        assertThat(written.join()).isTrue();
        assertThat(after.join()).isTrue();
        assertThat(asked.join()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(texts(asked.join())).startsWith("before");
    }

    @Test
    void what_is_said_to_a_rank_or_is_over_at_once_is_not_kept() {
        var manner = new Manner(false, Optional.of(Rank.VOICE), Tags.NONE, List.of());
        write(store, Yard.said(1, KIM, "psst", manner, yard.stamp(2)));
        var voice = Optional.of(Rank.VOICE);
        write(store, new Signalled(room(1), name(1), KIM, new Tags("+a"), voice, yard.stamp(3)));
        var typing = new Tags("+typing=active");
        write(store, new Signalled(room(1), name(1), KIM, typing, Optional.empty(), yard.stamp(4)));

        assertThat(Asked.everything(store, ROOM)).hasSize(1);
    }

    @Test
    void what_was_erased_is_nowhere_in_the_file_nor_beside_it() throws Exception {
        var tags = new Tags("+reply=" + SECRET);
        var manner = new Manner(false, Optional.empty(), tags, List.of(3));
        var said = Yard.said(1, KIM, SECRET + "x".repeat(3_000), manner, yard.stamp(2));
        write(store, said);
        for (int i = 3; i < 200; i++) write(store, yard.said(1, i, "line " + i));
        assertThat(isOnDisk(SECRET)).isTrue();

        var redacted = redacted(1, 200, said.stamp().id());
        assertThat(write(store, redacted)).isTrue();
        assertThat(isOnDisk(SECRET)).isFalse();

        assertThat(events(ROOM)).hasSize(199).last().isEqualTo(redacted);
        assertThat(Asked.find(store, ROOM, said.stamp().id())).isEmpty();
        store.close();
        assertThat(isOnDisk(SECRET)).isFalse();
    }

    @Test
    void what_was_erased_while_others_read_is_gone_with_the_next_that_is_written()
            throws Exception {
        var said = yard.said(1, 2, SECRET);
        write(store, said);
        var asked = new ArrayList<CompletableFuture<List<Event>>>();
        for (int i = 0; i < 200; i++) asked.add(later(question(ROOM, 100)));
        write(store, redacted(1, 3, said.stamp().id()));
        assertThat(asked).allMatch(answer -> !answer.join().isEmpty());
        write(store, yard.said(1, 4, "next"));

        assertThat(file.resolveSibling("madang.db-wal")).exists();
        assertThat(isOnDisk(SECRET)).isFalse();
    }

    @Test
    void only_what_was_said_and_is_there_can_be_erased_and_only_once() {
        var said = yard.said(1, 2, "hi");
        var joined = yard.joined(1, 3, LEE);
        write(store, said, joined);
        var message = said.stamp().id();

        write(store, redacted(1, 4, joined.stamp().id()), redacted(2, 5, message));
        write(store, redacted(1, 6, yard.nextId()));
        assertThat(events(ROOM)).hasSize(3);
        var redacted = redacted(1, 7, message);
        write(store, redacted, redacted(1, 8, message));
        write(store, redacted(1, 9, redacted.stamp().id()));
        assertThat(events(ROOM)).hasSize(3).last().isEqualTo(redacted);
    }

    @Test
    void that_something_was_erased_stands_where_that_was_done_for_who_wants_to_know() {
        var said = yard.said(1, 2, "hi");
        write(store, said, yard.said(1, 3, "lines"), yard.said(1, 4, "between"));
        var redacted = redacted(1, 5, said.stamp().id());
        write(store, redacted);

        var span = new Span(said.stamp().id(), Span.ALL.before());
        var seeing = new Question(ROOM, span, End.FIRST, 100, new Filter(true, true));
        assertThat(Asked.read(store, seeing)).hasSize(3).last().isEqualTo(redacted);
        var one = new Question(ROOM, Span.ALL, End.LAST, 1, new Filter(true, true));
        assertThat(Asked.read(store, one)).containsExactly(redacted);
        var blind = new Question(ROOM, Span.ALL, End.FIRST, 100, new Filter(true, false));
        assertThat(texts(Asked.read(store, blind))).containsExactly("lines", "between");
        var all = new Question(ROOM, Span.ALL, End.LAST, 1, new Filter(false, false));
        assertThat(texts(Asked.read(store, all))).containsExactly("between");
    }

    @Test
    void a_whisper_is_kept_for_each_who_is_of_an_account() throws Exception {
        var lee = account("lee");
        var choi = account("Choi");
        var guest = Yard.whispered(as(lee), KIM, "to a guest", yard.nextId());
        // Under another name than the account's.
        var other = new Person(new SessionId(9), new Name("other"), as(choi).profile());
        var both = Yard.whispered(other, as(lee), "to an account", yard.nextId());
        var none =
                Yard.whispered(KIM, new Person(LEE.session(), new Name("x")), "-", yard.nextId());
        assertThat(write(store, guest, both, none)).isTrue();

        assertThat(events(new With(lee.id(), KIM.name()))).containsExactly(guest);
        assertThat(events(new With(lee.id(), new Name("choi")))).containsExactly(both);
        assertThat(events(new With(choi.id(), lee.name()))).containsExactly(both);
        assertThat(events(new With(lee.id(), new Name("other")))).isEmpty();
        assertThat(events(new With(lee.id(), new Name("x")))).isEmpty();
        var survey = new Survey(Optional.of(lee.id()), Set.of(), Span.ALL, End.LAST, 10);
        assertThat(Asked.latest(store, survey))
                .extracting(latest -> ((With) latest.conversation()).peer().value())
                .containsExactly("kim", "Choi");
    }

    @Test
    void a_whisper_is_erased_at_both_ends() throws Exception {
        var lee = account("lee");
        var choi = account("choi");
        var whispered = Yard.whispered(as(lee), as(choi), SECRET, yard.nextId());
        write(store, whispered);

        var with = new With(choi.id(), lee.name());
        var reason = Optional.of(new Text("why"));
        var redacted =
                new RedactedTo(
                        as(lee), as(lee), as(choi), whispered.id(), reason, yard.nextId(), NOON);
        write(store, redacted);
        assertThat(isOnDisk(SECRET)).isFalse();
        for (var of : List.of(with, new With(lee.id(), choi.name()))) {
            assertThat(events(of)).containsExactly(redacted);
            assertThat(Asked.find(store, of, whispered.id())).isEmpty();
        }
    }

    @Test
    void what_an_account_has_whispered_goes_with_it() throws Exception {
        var lee = account("lee");
        write(store, Yard.whispered(as(lee), KIM, SECRET, yard.nextId()));
        assertThat(store.accounts().remove(lee.name())).isTrue();

        assertThat(Asked.everything(store, new With(lee.id(), KIM.name()))).isEmpty();
        write(store, Yard.whispered(as(lee), KIM, "late", yard.nextId()));
        assertThat(Asked.everything(store, new With(lee.id(), KIM.name()))).isEmpty();
    }

    @Test
    void of_whispers_no_more_are_kept_than_of_a_room() throws Exception {
        store.close();
        store = Store.open(file, 10);
        var lee = account("lee");
        for (int i = 0; i < 600; i++) {
            var whom = i % 2 == 0 ? KIM : new Person(new SessionId(9), new Name("other"));
            Yard.offer(store, Yard.whispered(as(lee), whom, "line " + i, yard.nextId()));
        }
        assertThat(events(new With(lee.id(), KIM.name()))).hasSizeBetween(5, (10 + 256) / 2);
        store.close();
        store = Store.open(file, 10);
        write(store, Yard.whispered(as(lee), KIM, "the first", yard.nextId()));
        assertThat(events(new With(lee.id(), KIM.name()))).hasSize(5);
    }

    @Test
    void what_is_too_old_is_neither_told_nor_kept() throws Exception {
        var lee = account("lee");
        var later = new Yard(NOON.plus(Duration.ofDays(5)));
        write(store, yard.said(1, 2, SECRET));
        write(store, Yard.whispered(as(lee), KIM, SECRET, yard.nextId()));
        write(store, later.said(1, 3, "young"));
        store.close();

        var clock = InstantSource.fixed(NOON.plus(Duration.ofDays(8)));
        var days = new Retention(10_000, 7);
        store = Store.open(file, new Store.Options(days, clock, () -> {}));
        assertThat(texts(Asked.everything(store, ROOM))).containsExactly("young");
        assertThat(events(new With(lee.id(), KIM.name()))).isEmpty();
        write(store, new Yard(NOON.plus(Duration.ofDays(8))).said(1, 4, "now"));
        store.close();
        assertThat(History.of(file, 1)).containsExactly("3 said kim young", "4 said kim now");
        assertThat(isOnDisk(SECRET)).isFalse();
    }

    @Test
    void sessions_of_before_a_restart_are_nobodys() throws Exception {
        write(store, yard.said(1, 2, "old"));
        store.close();
        store = Store.open(file, 100);
        write(store, yard.said(1, 3, "new"));

        assertThat(events(ROOM))
                .extracting(Event::by)
                .containsExactly(SessionId.NOBODY, SessionId.NOBODY, KIM.session());
    }

    @Test
    void who_asks_too_much_is_told_so_at_once() throws Exception {
        var goOn = new CountDownLatch(1);
        var held = new ArrayList<CompletableFuture<List<Event>>>();
        for (int i = 0; i < 2; i++) {
            held.add(
                    Asked.later(
                            reply -> store.archive().read(question(ROOM, 1), reply),
                            _ -> await(goOn)));
        }
        var answers = new ArrayList<CompletableFuture<List<Event>>>();
        for (int i = 0; i < 5_000; i++) answers.add(later(question(ROOM, 1)));
        Yard.between(store, () -> {});

        long refused = answers.stream().filter(CompletableFuture::isCompletedExceptionally).count();
        assertThat(refused).isBetween(5_000L - 4_096 - 2, 5_000L - 4_096);
        goOn.countDown();
        held.forEach(CompletableFuture::join);
        assertThat(Asked.everything(store, ROOM)).isNotEmpty();
    }

    @Test
    void a_question_that_fails_holds_up_nobody() throws Exception {
        History.change(file, "ALTER TABLE history RENAME TO gone");
        assertThatThrownBy(() -> Asked.everything(store, ROOM))
                .isInstanceOf(CompletionException.class);
        History.change(file, "ALTER TABLE gone RENAME TO history");
        assertThat(Asked.everything(store, ROOM)).isNotEmpty();
    }

    @Test
    void a_closed_store_answers_what_was_asked_before_and_nothing_else() throws Exception {
        var goOn = Yard.hold(store);
        var before = later(question(ROOM, 1));
        var closing = CompletableFuture.runAsync(store::close);
        goOn.run();
        closing.join();

        assertThat(before.join()).hasSize(1);
        assertThat(later(question(ROOM, 1))).isCompletedExceptionally();
        assertThat(folder)
                .isDirectoryNotContaining("glob:**-wal")
                .isDirectoryNotContaining("glob:**-shm");
    }

    private Account account(String name) {
        return store.accounts().add(new Name(name), bytes("1234")).orElseThrow();
    }

    /// Somebody called as the account.
    private static Person as(Account account) {
        return Yard.as(
                account, new Person(new SessionId(account.id().value() + 100), account.name()));
    }

    private Redacted redacted(int room, long sequence, MessageId message) {
        var reason = Optional.of(new Text("why"));
        return new Redacted(room(room), name(room), LEE, message, reason, yard.stamp(sequence));
    }

    private static Question question(Conversation of, int limit) {
        return new Question(of, Span.ALL, End.FIRST, limit, new Filter(false, true));
    }

    private CompletableFuture<List<Event>> later(Question question) {
        return Asked.later(reply -> store.archive().read(question, reply));
    }

    private List<Event> events(Conversation of) {
        return Asked.everything(store, of);
    }

    private static List<String> texts(List<Event> events) {
        var texts = new ArrayList<String>();
        for (var event : events) {
            if (event instanceof Said said) texts.add(said.text().value());
            if (event instanceof Whispered told) texts.add(told.text().value());
        }
        return texts;
    }

    /// Whether the bytes are anywhere in the folder.
    private boolean isOnDisk(String text) throws IOException {
        // Byte by byte, so that any bytes can be compared.
        var wanted = new String(bytes(text), StandardCharsets.ISO_8859_1);
        try (var files = Files.list(folder)) {
            for (var each : files.toList()) {
                var found = new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1);
                if (found.contains(wanted)) return true;
            }
        }
        return false;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
