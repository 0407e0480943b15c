package chat.madang.tools.tcrp;

import chat.madang.tools.ScriptedDatagrams;
import chat.madang.tools.ScriptedServer;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;

/// A scripted server with one port for TCP and UDP, as `tcrp` has it.
final class ScriptedRoom implements Closeable {
    private static final int PORTS_TRIED_MAX = 100;

    private final ScriptedServer control;
    private final ScriptedDatagrams talk;

    /// @param talk what it does over UDP
    /// @param control what it does on each TCP connection
    ScriptedRoom(ScriptedDatagrams.Script talk, ScriptedServer.Script... control)
            throws IOException {
        var sockets = Sockets.open();
        this.control = new ScriptedServer(sockets.tcp, control);
        this.talk = new ScriptedDatagrams(sockets.udp, talk);
    }

    /// Two sockets with the same port.
    private record Sockets(ServerSocket tcp, DatagramSocket udp) {
        /// What one of them gets may be taken for the other: the next has another port.
        static Sockets open() throws IOException {
            var here = InetAddress.getLoopbackAddress();
            BindException last = new BindException("none tried");
            for (int tried = 0; tried < PORTS_TRIED_MAX; tried++) {
                var tcp = new ServerSocket(0, 0, here);
                try {
                    return new Sockets(tcp, new DatagramSocket(tcp.getLocalPort(), here));
                } catch (BindException taken) {
                    tcp.close();
                    last = taken;
                }
            }
            throw last;
        }
    }

    /// Grants `token` to whoever asks for what is expected.
    static ScriptedServer.Script granting(Operation operation, String name, String token) {
        return client -> {
            assertRequest(client, operation, name);
            client.send(new Frame("차", operation.code(), 1, "0").bytes());
            client.send(new Frame("차", operation.code(), 2, token).bytes());
        };
    }

    /// Refuses whoever asks for what is expected.
    static ScriptedServer.Script refusing(Operation operation, String name, String status) {
        return client -> {
            assertRequest(client, operation, name);
            client.send(new Frame("차", operation.code(), 1, status).bytes());
        };
    }

    /// A datagram as the client has to send it.
    static byte[] said(String token, String text) {
        var here = InetAddress.getLoopbackAddress();
        return new Ticket("차", token, here, here).datagram(text);
    }

    /// The URL of the room 차.
    String url() {
        return "tcrp://127.0.0.1:%d/%%EC%%B0%%A8".formatted(control.port());
    }

    @Override
    public void close() throws IOException {
        try (talk) {
            control.close();
        }
    }

    private static void assertRequest(ScriptedServer.Peer client, Operation operation, String name)
            throws IOException {
        var request = Frame.read(client.in());
        var expected = new Frame("차", operation.code(), 0, name);
        if (!request.equals(expected)) {
            throw new AssertionError("%s (expected: %s)".formatted(request, expected));
        }
    }
}
