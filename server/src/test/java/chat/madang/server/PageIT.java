package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The page of a real server in a real browser: two people go through all that one can do there.
@Timeout(ServerProcess.PATIENCE_SECONDS * 5)
class PageIT {
    private static final int DATE_PARTS = 6;

    @TempDir private static Path folder;
    private static ServerProcess server;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start(folder.resolve("profile"));
        server = ServerProcess.start(folder, "");
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) browser.close();
        if (server == null) return;
        var errors = server.errors();
        server.close();
        assertThat(errors).isEmpty();
    }

    /// Two that have nothing in common; all twelve with `-Dpage.looks=all`.
    private static Stream<Browser.Look> looks() {
        if (!"all".equals(System.getProperty("page.looks"))) {
            return Stream.of(
                    new Browser.Look(1_440, 900, "light", "ko-KR"),
                    new Browser.Look(360, 740, "dark", "ja"));
        }
        return Stream.of("ko-KR", "ja", "fr, en;q=0.5")
                .flatMap(language ->
                        Stream.of("light", "dark")
                                .flatMap(scheme ->
                                        Stream.of(
                                                new Browser.Look(1_440, 900, scheme, language),
                                                new Browser.Look(360, 740, scheme, language))));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void two_people_talk_at(Browser.Look look) {
        var tail = look.width() + look.scheme() + look.shownLanguage();
        var room = "tea " + tail;
        var alice = browser.visitor("alice" + tail, look).opens(server.port("web"));
        var pictures = Pictures.of(alice, look);
        alice.sees(".door");
        assertThat(alice.asks("return document.documentElement.lang"))
                .isEqualTo(look.shownLanguage());
        assertThat(alice.obstacles()).isEmpty();
        alice.comesIn("앨리스" + tail);
        alice.creates(room, "3");
        var bob = browser.visitor("bob" + tail, look).opens(server.port("web"));
        bob.comesIn("bob" + tail);
        bob.joins(room);

        alice.says("안녕 @bob" + tail + " 👋 see https://example.com/a_(b)?c=1.");
        alice.says("`code` and ```\nblock\n```");
        bob.sees(".row.calls .mention.me", "@bob" + tail);
        bob.sees(".bubble a", "https://example.com/a_(b)?c=1");
        bob.sees(".bubble pre", "block");
        bob.writes("I am");
        alice.sees(".typing", "bob" + tail);
        bob.says(" here");
        alice.sees(".row .bubble", "I am here");
        alice.doesNotSee(".typing", "bob" + tail);
        if (look.width() > 1_000) alice.sees(".people", "bob" + tail);
        pictures.take("talk");
        assertThat(alice.obstacles()).isEmpty();
        alice.looks(look.inTheOtherScheme());
        assertThat(alice.obstacles()).isEmpty();
        alice.looks(look);

        renames(bob, "robert" + tail);
        alice.sees(".line-of", "robert" + tail);
        whispers(alice, bob, tail);
        redacts(alice, bob);
        schedules(alice);
        pictures.take("list");
        assertThat(alice.obstacles()).isEmpty();

        if (look.width() < 1_000) alice.presses(".people-toggle");
        alice.presses(".people .item", "robert" + tail);
        alice.presses("dialog .kick");
        alice.types("dialog input[name=reason]", "too much tea");
        assertThat(alice.obstacles()).isEmpty();
        alice.presses("dialog .danger");
        bob.sees(".toast", "too much tea");
        bob.doesNotSee(".lists .item.current", room);
        alice.doesNotSee(".people .item", "robert" + tail);
        if (look.width() < 1_000) alice.presses(".people .hide");
        alice.presses(".head .leave");
        alice.sees(".toast", room);
        assertThat(browser.complaints()).isEmpty();
    }

    private static void renames(Visitor visitor, String name) {
        if (visitor.asks("return innerWidth").equals(360L)) visitor.presses(".head .back");
        visitor.presses(".self");
        visitor.types("dialog input[name=name]", name);
        visitor.presses("dialog .primary");
        visitor.sees(".self", name);
        visitor.reloads();
        visitor.sees(".self", name);
    }

    // Alice whispers to bob by his entry among the people; he answers, and she comes back to the
    // room.
    private static void whispers(Visitor alice, Visitor bob, String tail) {
        var narrow = alice.asks("return innerWidth").equals(360L);
        if (narrow) alice.presses(".people-toggle");
        alice.presses(".people .item", "robert" + tail);
        alice.presses("dialog .primary");
        alice.says("between us");
        bob.sees(".lists .item .badge.calls", "1");
        bob.presses(".lists .item", "앨리스" + tail);
        bob.says("as you like");
        alice.awaitsSaid(List.of("between us", "as you like"));
        bob.awaitsSaid(List.of("between us", "as you like"));
        if (narrow) {
            alice.presses(".head .back");
            bob.presses(".head .back");
        }
        alice.presses(".lists .item", "tea " + tail);
        bob.presses(".lists .item", "tea " + tail);
    }

    private static void redacts(Visitor alice, Visitor bob) {
        alice.says("a mistake");
        bob.sees(".row .bubble", "a mistake");
        alice.asks("[...document.querySelectorAll('.row.own .redact')].at(-1).click()");
        alice.presses("dialog .danger");
        bob.doesNotSee(".row .bubble", "a mistake");
        alice.doesNotSee(".row .bubble", "a mistake");
        bob.sees(".row .removed");
    }

    private static void schedules(Visitor alice) {
        alice.presses(".head .plan");
        alice.types("dialog textarea", "tomorrow's tea");
        picksNextYear(alice, "dialog input[name=due]");
        assertThat(alice.obstacles()).isEmpty();
        alice.presses("dialog .primary");
        alice.doesNotSee("dialog[open]");
        var narrow = alice.asks("return innerWidth").equals(360L);
        if (narrow) alice.presses(".head .back");
        alice.presses(".side .planned");
        alice.sees(".planned-list .text", "tomorrow's tea");
        assertThat(alice.obstacles()).isEmpty();
        alice.presses(".planned-list button");
        alice.doesNotSee(".planned-list .text");
        alice.presses("dialog .title .act");
        if (narrow) alice.presses(".lists .item", "tea");
    }

    // By the arrow keys, wherever the browser's language has the year.
    private static void picksNextYear(Visitor visitor, String picker) {
        var value = "return document.querySelector('" + picker + "').value.slice(0, 4)";
        int year = Integer.parseInt(visitor.asks(value).toString());
        visitor.asks("document.querySelector('" + picker + "').focus()");
        for (int part = 0; part < DATE_PARTS; part++) {
            visitor.keys(Keys.ARROW_UP);
            if (visitor.asks(value).equals(String.valueOf(year + 1))) return;
            visitor.keys(Keys.ARROW_DOWN, Keys.ARROW_RIGHT);
        }
        throw new AssertionError("no part of the picker is the year");
    }

    @Test
    void history_comes_as_one_scrolls_up_and_the_place_is_kept() {
        try (var bot = WebBot.comesIn(server.port("web"), "crier")) {
            var made = bot.asks(Map.of("type", "create", "title", "long"));
            var room = made.path("room").asInt();
            var lines = IntStream.rangeClosed(1, 700).mapToObj(i -> "line " + i);
            bot.says(room, lines.toArray(String[]::new));
            var hana = browser.visitor("hana", Browser.Look.WIDE).opens(server.port("web"));
            hana.comesIn("hana");
            hana.joins("long");
            hana.sees(".row .bubble", "line 700");

            hana.eventually("line 1", () -> scrolledTo(hana, "line 1"));
            assertThat(hana.asks("return document.querySelectorAll('.log [data-id]').length"))
                    .isEqualTo(500L);
            var before = place(hana);
            bot.says(room, "one more");
            hana.sees(".to-end");
            hana.sees(".item.current .badge", "1");
            assertThat(place(hana)).isEqualTo(before);

            hana.presses(".to-end");
            hana.sees(".row:last-of-type .bubble", "one more");
            var lastSaid = hana.said().subList(400, hana.said().size());
            assertThat(lastSaid).endsWith("line 698", "line 699", "line 700", "one more");
            assertThat(lastSaid).doesNotHaveDuplicates();
        }
    }

    // Scrolls to the top of what is there; whether this is the first row then.
    private static boolean scrolledTo(Visitor visitor, String text) {
        return visitor.asks(
                        "document.getElementById('log').scrollTop = 0;"
                                + "return document.querySelector('.log .row .bubble').innerText")
                .equals(text);
    }

    // Where the first row stands.
    private static Object place(Visitor visitor) {
        return visitor.asks(
                "return document.querySelector('.log .row').getBoundingClientRect().top");
    }

    @Test
    void the_keyboard_is_enough() {
        var kim = browser.visitor("kim", Browser.Look.WIDE).opens(server.port("web"));
        kim.sees(".door");
        kim.keys("kim", Keys.ENTER);
        kim.sees(".side");
        kim.keys(Keys.TAB);
        assertThat(kim.focus()).isEqualTo("Skip to the message box");
        kim.keys(Keys.chord(Keys.CONTROL, "k"));
        kim.eventually("the search", () -> kim.focus().equals("Find a room"));
        kim.keys("by keys");
        kim.sees(".item.make", "by keys");
        kim.keys(Keys.ARROW_DOWN);
        kim.eventually("make it", () -> kim.focus().contains("by keys"));
        kim.keys(Keys.ENTER);
        kim.sees("dialog[open]");
        assertThat(kim.focus()).isNotEqualTo("Close");
        kim.keys(Keys.ENTER);
        kim.eventually("the composer", () -> kim.focus().equals("Write to by keys"));
        kim.keys("first", Keys.ENTER);
        kim.keys("second", Keys.chord(Keys.SHIFT, Keys.ENTER), "line", Keys.ENTER);
        kim.awaitsSaid(List.of("first", "second\nline"));
        kim.keys(Keys.chord(Keys.SHIFT, Keys.TAB), Keys.ARROW_UP);
        kim.eventually("the log", () -> kim.focus().contains("second"));
        kim.keys(Keys.ARROW_UP);
        assertThat(kim.focus()).contains("first");
        kim.keys(Keys.TAB);
        assertThat(kim.focus()).isEqualTo("Remove");
        kim.keys(Keys.ENTER);
        kim.sees("dialog[open]");
        kim.keys(Keys.ESCAPE);
        kim.doesNotSee("dialog[open]");
        kim.eventually("the row again", () -> kim.focus().contains("first"));
        kim.keys(Keys.ESCAPE);
        kim.eventually("the composer", () -> kim.focus().equals("Write to by keys"));
    }

    @Test
    void who_is_called_hears_of_it_when_asked_to() {
        var lee = browser.visitor("lee", Browser.Look.WIDE).opens(server.port("web"));
        lee.comesIn("lee");
        lee.creates("bell", "");
        lee.creates("elsewhere", "");
        lee.allows("notifications");
        lee.asks(
                "window.told = []; window.Notification = class extends Notification {"
                        + " constructor(title, options) { super(title, options);"
                        + " this.onshow = () => told.push(title + ': ' + options.body) } }");
        lee.presses(".self");
        lee.presses("dialog .notices button");
        lee.sees("dialog .notices", "You are told");
        lee.presses("dialog .title .act");
        try (var bot = WebBot.comesIn(server.port("web"), "ringer")) {
            var room = bot.joins("bell");
            bot.says(room, "nobody in particular");
            bot.says(room, "lee, tea is ready");
            lee.sees(".lists .item .badge.calls", "2");
        }
        var told = List.of("ringer — bell: lee, tea is ready");
        lee.eventually("a notification", () -> lee.asks("return told").equals(told));
    }

    @Test
    void what_was_scheduled_is_seen_when_it_is_said() {
        var mia = browser.visitor("mia", Browser.Look.WIDE).opens(server.port("web"));
        mia.comesIn("mia");
        mia.creates("soon", "");
        try (var bot = WebBot.comesIn(server.port("web"), "planner")) {
            var due = System.currentTimeMillis() + 1_500;
            var room = bot.joins("soon");
            bot.asks(Map.of("type", "schedule", "room", room, "text", "now", "due", due));
        }
        mia.sees(".row .bubble", "now");
        mia.sees(".row .when .icon");
    }

    @Test
    void a_page_that_is_opened_elsewhere_says_so_and_can_come_back() {
        var first = browser.visitor("noa", Browser.Look.WIDE).opens(server.port("web"));
        first.comesIn("noa");
        first.creates("two windows", "");
        var second = browser.visitor("noa", Browser.Look.WIDE).opens(server.port("web"));
        second.joins("two windows");
        first.sees(".state", "It was opened elsewhere");
        first.presses(".state button");
        second.sees(".state", "It was opened elsewhere");
        first.says("here again");
        first.awaitsSaid(List.of("here again"));
    }
}
