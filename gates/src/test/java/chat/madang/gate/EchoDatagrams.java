package chat.madang.gate;

import chat.madang.core.Answered.RoomsListed;
import chat.madang.core.Command;
import chat.madang.core.Event;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Name;

import io.netty.buffer.ByteBuf;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A protocol for the tests of what all UDP gates share. Strangers are told how many bytes were
/// heard, but for these words:
///
/// ```
/// enter   comes into the yard: "entered"     fail    the gate fails
/// to all  goes to everybody who is in        others  of those who are in: echoed
/// nowhere, here   where one's datagrams go   bug     the dialogue fails
/// exit    asks to exit, and would be told "exited", if one were told anything after that
/// ask     waits for an answer: "listed"
/// ```
final class EchoDatagrams implements DatagramGate {
    private static final int GONE_SECONDS_MAX = 60;

    /// Nothing can be sent to port 0.
    private static final int NO_PORT = 0;

    private final Map<InetSocketAddress, Correspondent> people = new LinkedHashMap<>();
    private final CountDownLatch gone = new CountDownLatch(1);

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public Reception receive(DatagramPort port) {
        return new EchoReception(port);
    }

    /// Waits until the first who was in has gone; false when that does not happen.
    boolean awaitGone() throws InterruptedException {
        return gone.await(GONE_SECONDS_MAX, TimeUnit.SECONDS);
    }

    boolean isGone() {
        return gone.getCount() == 0;
    }

    int people() {
        return people.size();
    }

    private record Words() implements Dialect {
        @Override
        public boolean isInPieces() {
            return true;
        }

        @Override
        public void encode(Event event, Perspective perspective, ByteBuf out) {
            switch (event) {
                case Entered _ -> write("entered", out);
                case RoomsListed _ -> write("listed", out);
                case Exited _ -> write("exited", out);
                default -> {}
            }
        }

        @Override
        public void encodeGoodbye(ByteBuf out) {
            write("goodbye", out);
        }

        static void write(String text, ByteBuf out) {
            out.writeCharSequence(text, StandardCharsets.UTF_8);
        }
    }

    private final class EchoReception implements Reception {
        private final DatagramPort port;

        EchoReception(DatagramPort port) {
            this.port = port;
        }

        @Override
        public void hear(InetSocketAddress from, ByteBuf datagram) {
            var person = people.get(from);
            switch (datagram.toString(StandardCharsets.UTF_8)) {
                case "fail" -> throw new IllegalStateException("as asked");
                case "enter" -> enter(from);
                case "to all" -> people.values().forEach(each -> toAll(each, datagram));
                default -> {
                    if (person == null) {
                        int bytes = datagram.readableBytes();
                        port.send(from, out -> Words.write("heard " + bytes, out));
                    } else {
                        person.hear(datagram);
                    }
                }
            }
        }

        @Override
        public void check() {}

        /// As when somebody at another gate says something.
        private static void toAll(Correspondent person, ByteBuf datagram) {
            person.write(datagram, datagram.readerIndex(), datagram.writerIndex());
        }

        private void enter(InetSocketAddress from) {
            var person =
                    port.admit(
                            new Words(),
                            made -> new EchoDialogue(made, from),
                            () -> {
                                people.remove(from);
                                gone.countDown();
                            });
            if (person == null) return;
            person.setAddress(from);
            people.put(from, person);
            person.ask(new Command.Enter(person.session(), new Name("p" + from.getPort())));
        }
    }

    private record EchoDialogue(Correspondent person, InetSocketAddress home) implements Dialogue {
        @Override
        public boolean hear(ByteBuf in) {
            var word = in.toString(StandardCharsets.UTF_8);
            switch (word) {
                case "nowhere" ->
                        person.setAddress(new InetSocketAddress(home.getAddress(), NO_PORT));
                case "here" -> person.setAddress(home);
                case "exit" -> person.remove("asked to");
                case "ask" -> person.ask(new Command.ListRooms(person.session()));
                case "bug" -> throw new IllegalStateException("as asked");
                default -> person.answer(out -> Words.write(word, out));
            }
            return true;
        }

        @Override
        public void learn(Event event) {}
    }
}
