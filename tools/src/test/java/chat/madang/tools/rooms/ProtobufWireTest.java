package chat.madang.tools.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.tools.ScriptedServer;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.Socket;

class ProtobufWireTest {
    @Test
    void requests_are_a_type_and_its_message() throws Exception {
        var expected =
                Format.hexFrames(
                        "0800",
                        "0a0161",
                        "0801",
                        "",
                        "0802",
                        "0a03eb8b98",
                        "0803",
                        "08ffffffff07",
                        "0804",
                        "",
                        "0805",
                        "0a026869",
                        "0806",
                        "");
        try (var server =
                        new ScriptedServer(client ->
                                assertThat(client.in().readAllBytes()).isEqualTo(expected));
                var frames =
                        new Frames(new Socket(InetAddress.getLoopbackAddress(), server.port()))) {
            var wire = new ProtobufWire();
            wire.write(new RoomsRequest.Rename("a"), frames);
            wire.write(new RoomsRequest.ListRooms(), frames);
            wire.write(new RoomsRequest.Create("님"), frames);
            wire.write(new RoomsRequest.Join(Integer.MAX_VALUE), frames);
            wire.write(new RoomsRequest.Leave(), frames);
            wire.write(new RoomsRequest.Say("hi"), frames);
            wire.write(new RoomsRequest.Shutdown(), frames);
            frames.finish();
            assertThat(wire.read(frames)).isEmpty();
        }
    }
}
