package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.madang.core.Command.KeepRoom;
import chat.madang.core.Handle;
import chat.madang.core.Name;
import chat.madang.core.RoomPolicy;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.Title;
import chat.madang.gate.Pace;
import chat.madang.gate.relay.RelayOptions;
import chat.madang.gate.rooms.RoomsOptions.Format;
import chat.madang.gate.rooms.RoomsOptions.Shutdown;
import chat.madang.gate.tcrp.TcrpOptions;
import chat.madang.store.Retention;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.OptionalInt;

class SettingsTest {
    @TempDir private Path folder;

    @Test
    void the_defaults_are_the_documented_file() throws StartFailure {
        var config = Config.of(Settings.defaults());

        assertThat(config.bind().isLoopbackAddress()).isTrue();
        assertThat(config.data()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(config.workers())
                .isEqualTo(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        assertThat(config.limits().outboundBytesMax()).isEqualTo(1_048_576);
        assertThat(config.limits().connectionsMax()).isEqualTo(16_384);
        assertThat(config.yard().rules().lettersMax()).isEqualTo(100);
        assertThat(config.yard().rules().reserved())
                .contains(new Name("server"), new Name("시스템 메시지"), new Name("[Server]:"));
        assertThat(config.yard().retention()).isEqualTo(Retention.of(10_000));
        var gates = config.gates();
        assertThat(gates.rooms().port()).isEqualTo(OptionalInt.of(9001));
        assertThat(gates.rooms().options().format()).isEqualTo(Format.AUTO);
        assertThat(gates.rooms().options().shutdown()).isEqualTo(Shutdown.LOOPBACK);
        assertThat(gates.rooms().options().roomPolicy().capacity()).isEqualTo(10_000);
        assertThat(gates.coded().port()).isEqualTo(OptionalInt.of(9002));
        assertThat(gates.coded().options().home()).isEqualTo(new Handle("lobby"));
        assertThat(gates.open().port()).isEqualTo(OptionalInt.of(9999));
        assertThat(gates.open().options().home()).isEqualTo(new Handle("open"));
        assertThat(gates.open().options().zone()).isEqualTo(ZoneId.systemDefault());
        assertThat(gates.duo()).isEqualTo(OptionalInt.of(9003));
        assertThat(gates.irc().port()).isEqualTo(OptionalInt.of(6667));
        var irc = gates.irc().options();
        assertThat(irc.server()).isEqualTo("madang.local");
        assertThat(irc.network()).isEqualTo("Madang");
        assertThat(irc.motd()).isEmpty();
        assertThat(irc.admin()).isEmpty();
        assertThat(irc.password()).isEmpty();
        assertThat(irc.operators()).isEmpty();
        assertThat(irc.accounts().open()).isTrue();
        assertThat(irc.accounts().beforeConnect()).isFalse();
        assertThat(irc.accounts().emailRequired()).isFalse();
        assertThat(gates.accountsPerAddress()).isEqualTo(10);
        assertThat(irc.pace()).isEqualTo(new Pace(10, 40, false));
        assertThat(irc.roomsMax()).isEqualTo(100);
        assertThat(irc.capacity()).isEqualTo(10_000);
        assertThat(gates.relay().port()).isEqualTo(OptionalInt.of(9004));
        assertThat(gates.relay().options())
                .isEqualTo(new RelayOptions(new Handle("lobby"), 300, 20));
        assertThat(gates.relayBind().isLoopbackAddress()).isTrue();
        assertThat(gates.tcrp().port()).isEqualTo(OptionalInt.of(9005));
        assertThat(gates.tcrp().options()).isEqualTo(new TcrpOptions(65_536, 300, 10_000));
    }

    @Test
    void each_home_room_has_its_rules_and_those_of_open_hold_where_it_is_at_home()
            throws Exception {
        var lobby = new RoomPolicy(10_000, Ends.NEVER, Host.NONE);
        var ten = new RoomPolicy(10, Ends.NEVER, Host.ELDEST);

        assertThat(Config.of(Settings.defaults()).yard().homes())
                .containsExactly(
                        new KeepRoom(new Title("lobby"), lobby),
                        new KeepRoom(new Title("lobby"), lobby),
                        new KeepRoom(new Title("lobby"), lobby),
                        new KeepRoom(new Title("open"), ten));
        var together =
                Settings.defaults().withFile(file("open.home = \"lobby\"\nrelay.port = \"off\"\n"));
        // The last word counts.
        assertThat(Config.of(together).yard().homes())
                .containsExactly(
                        new KeepRoom(new Title("lobby"), lobby),
                        new KeepRoom(new Title("lobby"), lobby),
                        new KeepRoom(new Title("lobby"), ten));
    }

    @Test
    void what_irc_is_told_is_read_as_lines_and_names() throws Exception {
        var file =
                file(
                        """
                        [accounts]
                        registration = false
                        [irc]
                        motd = "\""
                        Welcome.

                        Tea is at five.
                        "\""
                        admin = "amir\\nkitchen"
                        password = "sesame"
                        operators = " Amir, BEA ,"
                        """);

        var irc = Config.of(Settings.defaults().withFile(file)).gates().irc().options();

        assertThat(irc.motd()).containsExactly("Welcome.", "", "Tea is at five.");
        assertThat(irc.admin()).containsExactly("amir", "kitchen");
        assertThat(irc.password()).contains("sesame");
        assertThat(irc.operators())
                .containsExactlyInAnyOrder(new Name("amir").key(), new Name("bea").key());
        assertThat(irc.accounts().open()).isFalse();
    }

    @Test
    void whom_to_ask_at_irc_is_three_lines_at_the_most() throws Exception {
        var file = file("irc.admin = \"1\\n2\\n3\\n4\"\n");
        var settings = Settings.defaults().withFile(file);

        assertThatThrownBy(() -> Config.of(settings))
                .hasMessageStartingWith(file + ":1: irc.admin:")
                .hasMessageEndingWith("(expected: up to 3 lines)");
    }

    @Test
    void history_may_end_with_its_days() throws Exception {
        var settings = Settings.defaults().withFile(file("[history]\nmessages = 7\ndays = 30\n"));

        assertThat(Config.of(settings).yard().retention()).isEqualTo(new Retention(7, 30));
    }

    @Test
    void a_file_wins_over_the_defaults_and_an_option_over_the_file() throws Exception {
        var file = file("workers = 3\nrooms.port = \"off\"\n[limits]\nconnections = 50\n");
        var settings = Settings.defaults().withFile(file);

        assertThat(Config.of(settings).workers()).isEqualTo(3);
        assertThat(Config.of(settings).gates().rooms().port()).isEmpty();
        assertThat(Config.of(settings).limits().connectionsMax()).isEqualTo(50);
        assertThat(Config.of(settings.withOption("workers", "5", "--workers")).workers())
                .isEqualTo(5);
    }

    @Test
    void an_unknown_key_is_named_with_its_line() throws IOException {
        var file = file("bind = \"127.0.0.1\"\n\n[rooms]\n# a comment\nprot = 9001\n");

        assertThatThrownBy(() -> Settings.defaults().withFile(file))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith(
                        file + ":5: there is no key \"rooms.prot\". The keys are: bind,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "workers = -1|:1: workers: \"-1\" (expected: 0..1024)",
                "workers = 1.5|:1: workers: \"1.5\" (expected: 0..1024)",
                "workers = []|:1: workers: \"[]\" (expected: 0..1024)",
                "rooms.port = 65536|:1: rooms.port: \"65536\" (expected: 0..65535, or off)",
                "rooms.port = true|:1: rooms.port: \"true\" (expected: 0..65535, or off)",
                "rooms.format = \"xml\"|:1: rooms.format: \"xml\" (expected: auto, json, protobuf)",
                "rooms.shutdown = 1|:1: rooms.shutdown: \"1\" (expected: loopback, anyone, never)",
                "rooms.capacity = 0|:1: rooms.capacity: \"0\" (expected: 1..2147483647)",
                "limits.outbound = 1000|:1: limits.outbound: \"1000\" (expected:"
                        + " 131072..2147483647)",
                "open.zone = \"Korea\"|:1: open.zone: \"Korea\" (expected: a time zone, such as"
                        + " Asia/Seoul, or local)",
                "coded.home = \"\"|:1: coded.home: \"\" (expected: the title of a room)",
                "names.reserved = \"a, \\u0007\"|:1: names.reserved: \"a, \u0007\" (expected: names"
                        + " with commas between)",
                "relay.bind = \"\"|:1: relay.bind: \"\" (expected: an address of this machine, such"
                        + " as 127.0.0.1)",
                "duo.store = 0|:1: duo.store: \"0\" (expected: 1..2147483647)",
                "irc.port = 65536|:1: irc.port: \"65536\" (expected: 0..65535, or off)",
                "irc.name = \"a b\"|:1: irc.name: \"a b\" (expected: letters, digits, dots and"
                        + " hyphens)",
                "irc.network = \"\"|:1: irc.network: \"\" (expected: letters, digits, dots and"
                        + " hyphens)",
                "irc.operators = \"a, \\u0007\"|:1: irc.operators: \"a, \u0007\" (expected: names"
                        + " of accounts with commas between)",
                "irc.channels = 0|:1: irc.channels: \"0\" (expected: 1..2147483647)",
                "accounts.registration = \"no\"|:1: accounts.registration: \"no\" (expected: true,"
                        + " false)",
                "history.days = 36501|:1: history.days: \"36501\" (expected: 0..36500)",
                "bind = \"not an address\"|:1: bind: \"not an address\" (expected: an address of"
                        + " this machine, such as 127.0.0.1)",
                "data = \"a\\u0000b\"|:1: data: \"a\0b\" (expected: a folder)",
            })
    void a_value_that_cannot_be_is_named_with_its_line(String line, String message)
            throws Exception {
        var file = file(line + "\n");
        var settings = Settings.defaults().withFile(file);

        assertThatThrownBy(() -> Config.of(settings)).hasMessage(file + message);
    }

    @Test
    void a_bad_option_is_named() {
        var settings = Settings.defaults().withOption("rooms.port", "x", "--rooms-port");

        assertThatThrownBy(() -> Config.of(settings))
                .hasMessage("--rooms-port: rooms.port: \"x\" (expected: 0..65535, or off)");
    }

    @Test
    void what_is_no_toml_is_named_with_its_line() throws IOException {
        var file = file("workers = 1\nworkers = = 2\n");

        assertThatThrownBy(() -> Settings.defaults().withFile(file))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith(file + ":2: ");
    }

    @Test
    void a_file_that_is_not_there_or_not_text_is_said_so() throws IOException {
        var missing = folder.resolve("missing.toml");
        var binary = Files.write(folder.resolve("binary.toml"), new byte[] {(byte) 0xFF, 0});

        assertThatThrownBy(() -> Settings.defaults().withFile(missing))
                .hasMessage("there is no file " + missing);
        assertThatThrownBy(() -> Settings.defaults().withFile(binary))
                .hasMessage(binary + ": not UTF-8");
        assertThatThrownBy(() -> Settings.defaults().withFile(folder))
                .hasMessageStartingWith("cannot read " + folder);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("madang.toml"), text);
    }
}
