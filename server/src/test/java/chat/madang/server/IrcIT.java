package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/// The gate `irc` of a real server: what it has on disk is there when the server has been killed.
@Timeout(value = ServerProcess.PATIENCE_SECONDS * 5, unit = TimeUnit.SECONDS)
class IrcIT {
    private static final String CAPABILITIES = "CAP REQ :batch echo-message message-tags sasl";

    @TempDir private Path folder;

    @Test
    void an_account_and_what_was_said_survive_the_end_of_the_server() throws Exception {
        try (var server = ServerProcess.start(folder, "");
                var amir = new IrcPeer(server)) {
            amir.sends(CAPABILITIES);
            amir.sends("NICK amir");
            amir.sends("USER amir * * :Amir");
            amir.sends("CAP END");
            amir.awaits(" 001 amir ");
            amir.sends("REGISTER * * sesame");
            amir.awaits(" REGISTER SUCCESS amir ");
            amir.sends("JOIN #lobby");
            amir.awaits(" 366 amir #lobby ");
            amir.sends("PRIVMSG #lobby :안녕하세요");
            // It is on disk when it is told to its author.
            amir.awaits(":amir!amir@localhost PRIVMSG #lobby 안녕하세요");

            server.kill();
        }
        try (var server = ServerProcess.start(folder, "");
                var amir = new IrcPeer(server)) {
            amir.sends(CAPABILITIES);
            amir.sends("NICK amir");
            amir.sends("USER amir * * :Amir");
            amir.sends("AUTHENTICATE PLAIN");
            amir.awaits("AUTHENTICATE +");
            amir.sends("AUTHENTICATE " + base64("\0amir\0sesame"));
            amir.awaits(" 903 ");
            amir.sends("CAP END");
            amir.awaits(" 001 amir ");
            amir.sends("JOIN #lobby");
            amir.awaits(" 366 amir #lobby ");
            amir.sends("CHATHISTORY LATEST #lobby * 10");

            amir.awaits(" chathistory #lobby");
            assertThat(amir.reads()).endsWith(":amir!amir@localhost PRIVMSG #lobby 안녕하세요");
            assertThat(amir.reads()).startsWith(":madang.local BATCH -");
            assertThat(server.errors()).isEmpty();
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
