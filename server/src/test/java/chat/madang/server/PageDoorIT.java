package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Name;
import chat.madang.store.Accounts;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The page's door: coming in from anywhere, coming back, and being put out.
@Timeout(ServerProcess.PATIENCE_SECONDS * 5)
class PageDoorIT {
    @TempDir private static Path folder;
    private static ServerProcess server;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start(folder.resolve("profile"));
        var data = Files.createDirectories(folder.resolve("data"));
        var accounts = Accounts.open(data.resolve(Server.STORE_FILE));
        assertThat(accounts.add(new Name("boss"), "sesame".getBytes(UTF_8))).isPresent();
        var config = folder.resolve("madang.toml");
        Files.writeString(config, "[irc]\noperators = \"boss\"\n");
        server = ServerProcess.start(folder, "", "--config=" + config);
    }

    @AfterAll
    static void stop() {
        if (browser != null) browser.close();
        if (server != null) server.close();
    }

    @Test
    void an_account_is_made_and_known_again_after_a_reload() {
        var dora = browser.visitor("dora", Browser.Look.WIDE).opens(server.port("web"));
        dora.presses(".segments label", "Register");
        dora.types(".door input[name=account]", "dora");
        dora.types(".door input[name=password]", "sesame, open");
        dora.presses(".door button.primary");
        dora.creates("dora's room", "");
        dora.says("before");
        dora.sees(".row .bubble", "before");
        dora.writes("not yet sai");

        dora.reloads();
        dora.sees(".head h1", "dora's room");
        dora.sees(".row .bubble", "before");
        assertThat(dora.asks("return document.getElementById('write').value"))
                .isEqualTo("not yet sai");
        dora.says("d");
        dora.awaitsSaid(List.of("before", "not yet said"));

        dora.presses(".self");
        dora.presses("dialog .out");
        dora.presses(".segments label", "Log in");
        dora.types(".door input[name=account]", "dora");
        dora.types(".door input[name=password]", "wrong");
        dora.presses(".door button.primary");
        dora.sees(".door .problem", "Wrong account or password");
        dora.types(".door input[name=password]", "sesame, open");
        dora.presses(".door button.primary");
        dora.sees(".self", "dora");
    }

    @Test
    void one_can_talk_without_tls_too() {
        var far = browser.visitor("far", Browser.Look.WIDE).opensFromAfar(server.port("web"));
        far.comesIn("far");
        assertThat(far.asks("return isSecureContext")).isEqualTo(false);
        far.creates("afar", "");
        far.says("안녕 from afar");
        far.awaitsSaid(List.of("안녕 from afar"));
    }

    @Test
    void who_is_put_out_of_the_yard_reads_by_whom() throws Exception {
        var ned = browser.visitor("ned", Browser.Look.WIDE).opens(server.port("web"));
        ned.comesIn("ned");
        try (var operator = IrcPeer.entered(server, "ops")) {
            operator.sends("OPER boss sesame");
            operator.awaits(" 381 ");
            operator.sends("KILL ned :too loud");
            ned.sees(".door .problem", "ops");
            ned.sees(".door .problem", "too loud");
        }
        ned.reloads();
        ned.sees(".door input[name=name]");
        ned.doesNotSee(".self");
    }

    @Test
    void language_and_colours_are_chosen_and_kept() {
        var emi = browser.visitor("emi", Browser.Look.WIDE).opens(server.port("web"));
        emi.sees(".door button.primary", "Come in");
        emi.asks(choose("language", "ja"));
        emi.sees(".door button.primary", "入る");
        emi.asks(choose("theme", "dark"));
        emi.reloads();
        emi.sees(".door button.primary", "入る");
        assertThat(emi.asks("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(22, 25, 26)");
        assertThat(emi.asks("return document.documentElement.lang")).isEqualTo("ja");
    }

    private static String choose(String list, String value) {
        return "const list = document.querySelector('select."
                + list
                + "'); list.value = '"
                + value
                + "'; list.dispatchEvent(new Event('change'))";
    }
}
