package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The launcher, a server and clients as people run them: real processes, real sockets.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class MadangIT {
    @TempDir private Path folder;

    @Test
    void two_people_meet_one_in_json_one_in_protobuf_and_one_stops_the_server() throws Exception {
        try (var server = ServerProcess.start(folder, "");
                var amir = new Client(server.url("rooms"));
                var bea = new Client(server.url("rooms") + "?format=protobuf")) {
            amir.types("/name 아미르");
            assertThat(amir.reads()).isEqualTo("[시스템 메시지] 이름이 아미르 으로 변경되었습니다.");
            amir.types("/create 차 마시는 방");
            assertThat(amir.reads()).isEqualTo("[시스템 메시지] 방제[차 마시는 방] 방에 입장했습니다.");

            bea.types("/name ベア");
            assertThat(bea.reads()).isEqualTo("[시스템 메시지] 이름이 ベア 으로 변경되었습니다.");
            bea.types("/rooms");
            assertThat(bea.reads()).contains("1", "차 마시는 방", "아미르");
            bea.types("/join 1");
            assertThat(bea.reads()).isEqualTo("[시스템 메시지] 방제[차 마시는 방] 방에 입장했습니다.");
            assertThat(amir.reads()).isEqualTo("[시스템 메시지] [ベア] 님이 입장했습니다.");

            bea.types("こんにちは 🍵");
            assertThat(amir.reads()).isEqualTo("[ベア] こんにちは 🍵");
            amir.types("/name test");
            assertThat(amir.reads()).isEqualTo("[시스템 메시지] 이름이 test 으로 변경되었습니다.");
            assertThat(bea.reads()).isEqualTo("[시스템 메시지] [아미르] 님의 이름이 test 으로 변경되었습니다.");
            bea.types("/leave");
            assertThat(bea.reads()).isEqualTo("[시스템 메시지] 방제[차 마시는 방] 대화 방에서 퇴장했습니다.");
            assertThat(amir.reads()).isEqualTo("[시스템 메시지] [ベア] 님이 퇴장했습니다.");

            amir.types("/shutdown");
            assertThat(amir.reads()).isEqualTo("[시스템 메시지] 서버가 종료됩니다.");
            assertThat(bea.reads()).isEqualTo("[시스템 메시지] 서버가 종료됩니다.");
            assertThat(server.awaitEnd()).isZero();
            assertThat(amir.awaitEnd()).isZero();
            assertThat(server.errors()).doesNotContain("ERROR", "WARN");
        }
    }

    @Test
    void a_script_says_what_it_has_to_say_and_ends() throws Exception {
        try (var server = ServerProcess.start(folder, "");
                var script = new Client(server.url("rooms"))) {
            script.types("/create tea");
            script.types("hello");
            script.types("/rooms");
            script.endsInput();

            assertThat(script.reads()).isEqualTo("[시스템 메시지] 방제[tea] 방에 입장했습니다.");
            assertThat(script.reads()).contains("tea");
            assertThat(script.awaitEnd()).isZero();
        }
    }

    /// The kernel tells of the end of the input while the server is not reading: none may be lost.
    @Test
    void whoever_ends_the_input_at_once_still_gets_every_answer() throws Exception {
        try (var server = ServerProcess.start(folder, "")) {
            for (int i = 0; i < 200; i++) {
                try (var socket =
                        new Socket(InetAddress.getLoopbackAddress(), server.port("rooms"))) {
                    socket.getOutputStream().write(Frames.json("{\"type\":\"CSRooms\"}"));
                    socket.getOutputStream().write(Frames.json("{\"type\":\"CSLeaveRoom\"}"));
                    socket.shutdownOutput();
                    var in = new DataInputStream(socket.getInputStream());
                    assertThat(frame(in)).isEqualTo("{\"type\":\"SCRoomsResult\",\"rooms\":[]}");
                    assertThat(frame(in)).contains("현재 대화방에 들어가 있지 않습니다.");
                    assertThat(in.read()).isEqualTo(-1);
                }
            }
            assertThat(server.errors()).doesNotContain("ERROR");
        }
    }

    @Test
    void a_service_manager_s_signal_ends_it_in_order() throws Exception {
        try (var server = ServerProcess.start(folder, "");
                var amir = new Client(server.url("rooms"))) {
            amir.types("/create tea");
            amir.reads();

            server.terminate();

            assertThat(amir.reads()).isEqualTo("[시스템 메시지] 서버가 종료됩니다.");
            assertThat(server.awaitEnd()).isZero();
        }
        // Its data folder can be had again.
        ServerProcess.start(folder, "").close();
    }

    @Test
    void a_second_server_on_the_same_data_is_refused() throws Exception {
        try (var first = ServerProcess.start(folder, "")) {
            var command =
                    List.of(
                            ServerProcess.LAUNCHER.toString(),
                            "serve",
                            "--rooms-port=0",
                            "--data=" + folder.resolve("data"));
            var errors = folder.resolve("second-errors.txt");
            var second = ServerProcess.process(command, Map.of(), errors).start();

            assertThat(second.waitFor(ServerProcess.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(2);
            assertThat(errors)
                    .content()
                    .startsWith("madang: another server is using the data folder");
            assertThat(first.errors()).isEmpty();
        }
    }

    /// Nobody would see it otherwise: a cache that does not fit is passed over without a word.
    @Test
    void the_jvm_can_use_what_it_has_learnt_from_the_rehearsal() throws Exception {
        try (var server = ServerProcess.start(folder, "-XX:AOTMode=on")) {
            assertThat(server.errors()).isEmpty();
        }
    }

    /// A debugger is such an option.
    @ParameterizedTest
    @ValueSource(strings = {"-XX:-UseCompactObjectHeaders", "-XX:+UseG1GC", "-Xmx128m"})
    void the_jvm_starts_and_does_not_talk_where_the_output_is_expected_with_other_options(
            String others) throws Exception {
        var command = List.of(ServerProcess.LAUNCHER.toString(), "--version");
        var options = Map.of("MADANG_JAVA_OPTS", others);
        var errors = folder.resolve("version-errors.txt");
        var process = ServerProcess.process(command, options, errors).start();

        try (var out = process.inputReader(UTF_8)) {
            assertThat(out.readAllLines()).singleElement().asString().startsWith("madang ");
        }
        assertThat(errors).isEmptyFile();
    }

    @Test
    void an_account_is_added_while_the_server_runs_and_listed_as_here() throws Exception {
        try (var server = ServerProcess.start(folder, "");
                var kim = new DuoClient(server.port("duo"))) {
            assertThat(kim.logIn("kim", "1234")).isEqualTo('0');

            assertThat(account("1234\n", "add", "kim", "--password-stdin"))
                    .isEqualTo("added kim\n");
            assertThat(kim.logIn("kim", "1234")).isEqualTo('1');

            // Who is here is written a moment after they have been told so.
            var list = account("", "list");
            while (!list.contains("here")) list = account("", "list");
            assertThat(list)
                    .isEqualTo(
                            """
                            NAME  STATE  ADDRESS    KEPT  CHATWITH  EMAIL
                            kim   here   127.0.0.1  0     -         -
                            """);
            assertThat(server.errors()).isEmpty();
        }
    }

    /// What `./madang account` says, having nothing to complain about.
    private String account(String input, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(ServerProcess.LAUNCHER.toString(), "account"));
        command.addAll(List.of(arguments));
        command.add("--data=" + folder.resolve("data"));
        var errors = folder.resolve("account-errors.txt");
        var process = ServerProcess.process(command, Map.of(), errors).start();
        try (var in = process.outputWriter(UTF_8)) {
            in.write(input);
        }
        var out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(errors).isEmptyFile();
        return out;
    }

    private static String frame(DataInputStream in) throws IOException {
        byte[] payload = new byte[in.readUnsignedShort()];
        in.readFully(payload);
        return new String(payload, UTF_8);
    }

    /// `./madang chat URL` with its standard streams as pipes.
    private final class Client implements AutoCloseable {
        private final Process process;
        private final Writer in;
        private final BufferedReader out;

        Client(String url) throws IOException {
            var command = List.of(ServerProcess.LAUNCHER.toString(), "chat", url);
            var errors = folder.resolve("client-errors.txt");
            process = ServerProcess.process(command, Map.of(), errors).start();
            in = process.outputWriter(UTF_8);
            out = process.inputReader(UTF_8);
        }

        void types(String line) throws IOException {
            in.write(line + "\n");
            in.flush();
        }

        void endsInput() throws IOException {
            in.close();
        }

        String reads() throws IOException {
            return String.valueOf(out.readLine());
        }

        int awaitEnd() throws InterruptedException {
            assertThat(process.waitFor(ServerProcess.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
