package chat.madang.tools.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.madang.tools.ScriptedServer;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

class FramesTest {
    @Test
    void the_longest_and_the_shortest_payload_go_both_ways() throws Exception {
        var longest = new byte[Frames.PAYLOAD_BYTES_MAX];
        longest[0] = 1;
        try (var server =
                        new ScriptedServer(client -> {
                            assertThat(client.frame()).isEqualTo(longest);
                            assertThat(client.frame()).isEmpty();
                            client.send(ScriptedServer.framed(longest));
                            client.send(ScriptedServer.framed());
                        });
                var frames = frames(server)) {
            frames.write(longest, new byte[0]);
            assertThat(frames.read()).hasValue(longest);
            assertThat(frames.read()).hasValue(new byte[0]);
            assertThat(frames.read()).isEmpty();
        }
    }

    @Test
    void a_payload_that_its_length_cannot_tell_is_refused_and_nothing_sent() throws Exception {
        try (var server = new ScriptedServer(ScriptedServer.Peer::awaitEnd);
                var frames = frames(server)) {
            assertThatThrownBy(
                            () -> frames.write(new byte[1], new byte[Frames.PAYLOAD_BYTES_MAX + 1]))
                    .hasMessage("payload: 65536 bytes (expected: 0..65535)");
            frames.finish();
            assertThat(frames.read()).isEmpty();
        }
    }

    @Test
    void reading_goes_on_after_the_last_frame_was_sent() throws Exception {
        try (var server =
                        new ScriptedServer(client -> {
                            client.awaitEnd();
                            client.send(ScriptedServer.framed((byte) 7));
                        });
                var frames = frames(server)) {
            frames.finish();
            assertThat(frames.read()).hasValue(new byte[] {7});
        }
    }

    private static Frames frames(ScriptedServer server) throws IOException {
        return new Frames(new Socket(InetAddress.getLoopbackAddress(), server.port()));
    }
}
