package chat.madang.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.BitSet;

/// One of very many people, by one of the gates; says numbered messages and writes down which it
/// has heard. One thread acts, another listens.
abstract class YardMember implements AutoCloseable {
    final Heard heard = new Heard();
    final BitSet said = new BitSet();
    final int port;
    private int names;
    private final String stem;

    YardMember(int port, String stem) {
        this.port = port;
        this.stem = stem;
    }

    /// A name that nobody had before.
    String nextName() {
        return stem + "x" + names++;
    }

    /// Comes in.
    abstract void enter() throws IOException;

    void say(int number) throws IOException {
        said.set(number);
        talk("@" + number + ";");
    }

    abstract void talk(String text) throws IOException;

    /// Takes another name, where the protocol has that.
    abstract void rename() throws IOException;

    /// Goes, and comes again.
    abstract void comeAgain() throws Exception;

    @Override
    public abstract void close() throws IOException;

    @Override
    public String toString() {
        return "%s %s x%d, said %d, %s"
                .formatted(getClass().getSimpleName(), stem, names, said.cardinality(), heard);
    }

    /// Over TCP.
    abstract static class OverTcp extends YardMember {
        private Socket socket = new Socket();
        private Thread listener = new Thread();

        OverTcp(int port, String stem) {
            super(port, stem);
        }

        void connect() throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            var connected = socket;
            listener = Thread.ofVirtual().start(() -> listen(connected));
        }

        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        void send(String text) throws IOException {
            send(text.getBytes(UTF_8));
        }

        @Override
        void comeAgain() throws Exception {
            // What the server sends until it has closed is still heard.
            socket.shutdownOutput();
            listener.join();
            socket.close();
            heard.endStay();
            enter();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }

        private void listen(Socket connected) {
            var bytes = new byte[8_192];
            try {
                var in = connected.getInputStream();
                for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                    heard.scan(bytes, read);
                }
            } catch (IOException closed) {
                // By the other thread.
            }
        }
    }

    /// By `coded`.
    static final class Coded extends OverTcp {
        private String name = "";

        Coded(int port, String stem) {
            super(port, stem);
        }

        @Override
        void enter() throws IOException {
            connect();
            name = nextName();
            send("001#" + name + "\n");
        }

        @Override
        void talk(String text) throws IOException {
            send("002#" + name + "#" + text + "\n");
        }

        @Override
        void rename() throws IOException {
            send("005#" + name + "\n");
        }
    }

    /// By `open`.
    static final class Open extends OverTcp {
        Open(int port, String stem) {
            super(port, stem);
        }

        @Override
        void enter() throws IOException {
            connect();
            send(nextName() + "\n");
        }

        @Override
        void talk(String text) throws IOException {
            send(text + "\n");
        }

        @Override
        void rename() throws IOException {
            send("/rename " + nextName() + "\n");
        }
    }

    /// By `rooms`, in JSON.
    static final class Rooms extends OverTcp {
        private final int room;

        Rooms(int port, String stem, int room) {
            super(port, stem);
            this.room = room;
        }

        @Override
        void enter() throws IOException {
            connect();
            rename();
            send(Frames.json("{\"type\":\"CSJoinRoom\",\"roomId\":%d}".formatted(room)));
        }

        @Override
        void talk(String text) throws IOException {
            send(Frames.json("{\"type\":\"CSChat\",\"text\":\"%s\"}".formatted(text)));
        }

        @Override
        void rename() throws IOException {
            send(Frames.json("{\"type\":\"CSName\",\"name\":\"%s\"}".formatted(nextName())));
        }
    }

    /// By `irc`.
    static final class Irc extends OverTcp {
        private final String channel;

        Irc(int port, String stem, String title) {
            super(port, stem);
            this.channel = "#" + title;
        }

        @Override
        void enter() throws IOException {
            connect();
            rename();
            send("USER yard 0 * :Yard\r\n");
            send("JOIN " + channel + "\r\n");
        }

        @Override
        void talk(String text) throws IOException {
            send("PRIVMSG " + channel + " :" + text + "\r\n");
        }

        @Override
        void rename() throws IOException {
            send("NICK " + nextName() + "\r\n");
        }
    }

    /// By `duo`, with a partner.
    static final class Duo extends OverTcp {
        private final String id;
        private final String partner;

        Duo(int port, String id, String partner) {
            super(port, id);
            this.id = id;
            this.partner = partner;
        }

        @Override
        void enter() throws IOException {
            connect();
            var login = new ByteArrayOutputStream();
            login.writeBytes(java.util.Arrays.copyOf(id.getBytes(UTF_8), 8));
            login.writeBytes(java.util.Arrays.copyOf("1234".getBytes(UTF_8), 8));
            send(login.toByteArray());
            send("chatwith/" + partner + "\0");
        }

        @Override
        void talk(String text) throws IOException {
            send("chat/" + text + "\0");
        }

        @Override
        void rename() throws IOException {
            send("chatwith/" + partner + "\0");
        }
    }

    /// Over UDP.
    abstract static class OverUdp extends YardMember {
        final InetSocketAddress server;
        private DatagramSocket socket;

        OverUdp(int port, String stem) throws IOException {
            super(port, stem);
            this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            this.socket = new DatagramSocket();
            // Another gate may still write to whoever had the port before.
            socket.connect(server);
        }

        void listen() throws IOException {
            var bound = socket;
            Thread.ofVirtual().start(() -> listen(bound));
        }

        void send(byte[]... parts) throws IOException {
            var datagram = new ByteArrayOutputStream();
            for (var part : parts) datagram.writeBytes(part);
            socket.send(new DatagramPacket(datagram.toByteArray(), datagram.size(), server));
        }

        @Override
        public void close() {
            socket.close();
        }

        private void listen(DatagramSocket bound) {
            var packet = new DatagramPacket(new byte[8_192], 8_192);
            try {
                while (true) {
                    bound.receive(packet);
                    heard.scan(packet.getData(), packet.getLength());
                }
            } catch (IOException closed) {
                // By the other thread.
            }
        }
    }

    /// By `relay`. It has no farewell and no other name.
    static final class Relay extends OverUdp {
        private final byte[] name = nextName().getBytes(UTF_8);

        Relay(int port, String stem) throws IOException {
            super(port, stem);
        }

        @Override
        void enter() throws IOException {
            listen();
            talk("");
        }

        @Override
        void talk(String text) throws IOException {
            send(new byte[] {(byte) name.length}, name, text.getBytes(UTF_8));
        }

        @Override
        void rename() throws IOException {
            talk("");
        }

        @Override
        void comeAgain() throws IOException {
            talk("");
        }
    }

    /// By `tcrp`; the first of a room makes it.
    static final class Tcrp extends OverUdp {
        private final String room;
        private final boolean first;
        private byte[] token = new byte[0];

        Tcrp(int port, String stem, String room, boolean first) throws IOException {
            super(port, stem);
            this.room = room;
            this.first = first;
            listen();
        }

        @Override
        void enter() throws IOException {
            var title = room.getBytes(UTF_8);
            var name = nextName().getBytes(UTF_8);
            var header = new byte[32];
            header[0] = (byte) title.length;
            header[1] = (byte) (first ? 1 : 2);
            header[31] = (byte) name.length;
            try (var control = new Socket(server.getAddress(), server.getPort())) {
                var request = new ByteArrayOutputStream();
                request.writeBytes(header);
                request.writeBytes(title);
                request.writeBytes(name);
                control.getOutputStream().write(request.toByteArray());
                var in = new DataInputStream(control.getInputStream());
                var status = new String(payload(in), UTF_8);
                if (!status.equals("0")) throw new IOException("status " + status);
                token = payload(in);
            }
            talk("");
        }

        @Override
        void talk(String text) throws IOException {
            var title = room.getBytes(UTF_8);
            var sizes = new byte[] {(byte) title.length, (byte) token.length};
            send(sizes, title, token, text.getBytes(UTF_8));
        }

        @Override
        void rename() throws IOException {
            talk("");
        }

        @Override
        void comeAgain() throws IOException {
            if (first) return;
            talk("/leave");
            enter();
        }

        private static byte[] payload(DataInputStream in) throws IOException {
            var header = in.readNBytes(32);
            in.readNBytes(header[0] & 0xFF);
            return in.readNBytes(header[31] & 0xFF);
        }
    }
}
