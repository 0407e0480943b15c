package chat.madang.tools.bench;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An IRC server of the simplest kind, which may treat some lines badly.
final class ScriptedRelay implements Closeable {
    private final ServerSocket listening;
    private final Delivery delivery;
    private final Welcome welcome;
    private final Capabilities capabilities;
    private final Map<String, List<Client>> rooms = new HashMap<>();
    private final List<Socket> sockets = new ArrayList<>();

    /// Which lines one client gets for one message.
    @FunctionalInterface
    interface Delivery {
        /// The lines that `client` gets.
        List<String> of(Client client, int count, String line);

        static Delivery right() {
            return (_, _, line) -> List.of(line);
        }
    }

    /// What somebody is told who has come in.
    @FunctionalInterface
    interface Welcome {
        String to(String nick);

        static Welcome usual() {
            return nick ->
                    ":s 001 %s :hi\r\nPING :are you there 1 2\r\n:s 375 %s :-\r\n:s 376 %s :end\r\n"
                            .formatted(nick, nick, nick);
        }
    }

    /// What somebody is told who asks for `echo-message`; they get their own lines, too, when it is
    /// an ACK.
    @FunctionalInterface
    interface Capabilities {
        String to(String nick);

        static Capabilities granted() {
            return _ -> ":s CAP * ACK :echo-message\r\n";
        }
    }

    ScriptedRelay(Delivery delivery) throws IOException {
        this(delivery, Welcome.usual());
    }

    ScriptedRelay(Delivery delivery, Welcome welcome) throws IOException {
        this(delivery, welcome, Capabilities.granted());
    }

    ScriptedRelay(Delivery delivery, Welcome welcome, Capabilities capabilities)
            throws IOException {
        this.listening = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        this.delivery = delivery;
        this.welcome = welcome;
        this.capabilities = capabilities;
        Thread.ofVirtual().start(this::accept);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        listening.close();
        synchronized (rooms) {
            for (var socket : sockets) socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                var socket = listening.accept();
                socket.setTcpNoDelay(true);
                synchronized (rooms) {
                    sockets.add(socket);
                }
                Thread.ofVirtual().start(new Client(socket)::serve);
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    /// One connection.
    final class Client {
        private final Socket socket;
        private String nick = "";
        private boolean echoes;
        private int count;

        /// What is held back of what this client should have had.
        String held = "";

        Client(Socket socket) {
            this.socket = socket;
        }

        String nick() {
            return nick;
        }

        private void serve() {
            try (socket) {
                var in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.UTF_8));
                for (var line = in.readLine(); line != null; line = in.readLine()) {
                    synchronized (rooms) {
                        handle(line);
                    }
                }
            } catch (IOException gone) {
                // It is the client's to go.
            }
        }

        private void handle(String line) throws IOException {
            var words = line.split(" ", 3);
            switch (words[0]) {
                case "CAP" -> negotiate(line);
                case "NICK" -> nick = words[1];
                case "USER" -> {
                    var text = welcome.to(nick);
                    // In two writes, so that a line is cut.
                    write(text.substring(0, text.length() / 2));
                    write(text.substring(text.length() / 2));
                }
                case "JOIN" -> join(words[1]);
                case "PRIVMSG" -> say(words[1], line);
                case "PONG" -> {
                    if (!line.equals("PONG :are you there 1 2")) throw new IOException(line);
                }
                default -> throw new IOException("what is " + line);
            }
        }

        private void negotiate(String line) throws IOException {
            if (line.equals("CAP END")) return;
            if (!line.equals("CAP REQ :echo-message")) throw new IOException("what is " + line);
            var answer = capabilities.to(nick);
            echoes = answer.contains("ACK");
            write(answer);
        }

        private void join(String room) throws IOException {
            var members = rooms.computeIfAbsent(room, _ -> new ArrayList<>());
            members.add(this);
            for (var member : members) {
                member.write(":%s!u@h JOIN %s\r\n".formatted(nick, room));
            }
            write(":s 353 %s = %s :a b\r\n:s 366 %s %s :end\r\n".formatted(nick, room, nick, room));
        }

        private void say(String room, String line) throws IOException {
            for (var member : rooms.getOrDefault(room, List.of())) {
                if (member == this && !echoes) continue;
                var whole = ":%s!u@h %s\r\n".formatted(nick, line);
                for (var each : delivery.of(member, member.count++, whole)) member.write(each);
            }
        }

        private void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
