package chat.madang.tools.bench;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// All connections of a run, on the thread that calls: one selector, one buffer to read into.
final class Crowd implements Wire.Ears, Closeable {
    /// How many people may connect at the same time when that is all they do. Some servers let
    /// people in once a second, so that it bounds their number in a second, too.
    private static final int CONNECTING_SILENT_MAX = 1_000;

    /// The same when they talk afterwards. Some servers let only a few connections wait: with 500,
    /// ngIRCd does not let 1,000 people in before the patience ends.
    private static final int CONNECTING_MAX = 100;

    /// How many people may join at the same time.
    private static final int JOINING_MAX = 100;

    private static final int READ_BYTES = 256 * 1024;
    private static final int WRITE_BYTES = 64 * 1024;
    private static final int MESSAGE_BYTES_MAX = 1024;

    /// An incomplete message of the server that is longer than this is none.
    private static final int REST_BYTES_MAX = READ_BYTES / 2;

    private static final int PER_ADDRESS_MAX = 10_000;
    private static final long NAP_NANOS = 50_000;
    private static final int DROP_AT_ONCE = 0;

    private final InetSocketAddress target;
    private final Party party;
    private final Wire wire;
    private final Traffic traffic;
    private final Selector selector;
    private final @Nullable Person[] people; // null until they connect
    private final ByteBuffer in = direct(READ_BYTES);
    private final ByteBuffer out = direct(WRITE_BYTES);
    private int opened;
    private int registered;
    private int joining;
    private int joined;

    Crowd(InetSocketAddress target, Party party, Wire wire, Traffic traffic) throws IOException {
        this.target = target;
        this.party = party;
        this.wire = wire;
        this.traffic = traffic;
        this.selector = Selector.open();
        this.people = new Person[party.people()];
    }

    int registered() {
        return registered;
    }

    int joined() {
        return joined;
    }

    /// Begins as many connections as may be under way.
    void connectMore() throws IOException {
        int most = party.talkers() == 0 ? CONNECTING_SILENT_MAX : CONNECTING_MAX;
        while (opened < party.people() && opened - registered < most) open(opened++);
    }

    /// Lets as many people begin to join as may be under way, of the first `count`.
    void joinMore(int count) throws IOException {
        while (joining < count && joining - joined < JOINING_MAX) {
            var person = person(joining++);
            person.stage = Person.Stage.JOINING;
            var request = wire.join(person);
            if (request.length == 0) joined(person);
            else reply(person, request);
        }
    }

    /// Lets a talker say messages, all in one write where it can be.
    ///
    /// @param at when they are, or should have been, sent
    void say(int talker, int count, long at) throws IOException {
        var person = person(talker);
        out.clear();
        for (int each = 0; each < count; each++) {
            if (out.remaining() < MESSAGE_BYTES_MAX) {
                write(person, out.flip());
                out.clear();
            }
            wire.say(out, person, traffic.send(talker, at));
        }
        write(person, out.flip());
    }

    /// Waits for `nanos` at most until something comes, and handles all that has come.
    void turn(long nanos) throws IOException {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        if (millis > 0) {
            selector.select(this::ready, millis);
        } else if (selector.selectNow(this::ready) == 0 && nanos > 0) {
            // A selector waits in milliseconds, which would be late.
            LockSupport.parkNanos(Math.min(nanos, NAP_NANOS));
        }
    }

    /// Nothing more comes: whatever somebody has not heard is lost.
    void settle() {
        for (int each = 0; each < opened; each++) traffic.settle(person(each));
        traffic.faults().end();
    }

    @Override
    public void heard(Person person, int talker, int sequence) {
        traffic.heard(person, talker, sequence);
    }

    @Override
    public void registered(Person person) {
        if (person.stage != Person.Stage.REGISTERING) return;
        person.stage = Person.Stage.REGISTERED;
        registered++;
    }

    @Override
    public void joined(Person person) {
        if (person.stage != Person.Stage.JOINING) return;
        person.stage = Person.Stage.JOINED;
        joined++;
    }

    @Override
    public void reply(Person person, byte[] bytes) {
        try {
            write(person, ByteBuffer.wrap(bytes));
        } catch (IOException broken) {
            throw lost(person, broken);
        }
    }

    @Override
    public void refused(Person person, String why) {
        throw new BenchFailure("refused, %s: %s".formatted(who(person), why.strip()));
    }

    /// Drops all connections at once, so that no port stays occupied.
    @Override
    public void close() throws IOException {
        for (int each = 0; each < opened; each++) {
            var person = people[each];
            if (person == null) continue;
            person.channel.setOption(StandardSocketOptions.SO_LINGER, DROP_AT_ONCE);
            person.channel.close();
        }
        selector.close();
    }

    private void open(int number) throws IOException {
        var channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        var key = channel.register(selector, SelectionKey.OP_CONNECT);
        var person = new Person(number, party, channel, key);
        people[number] = person;
        key.attach(person);
        try {
            bind(channel, number);
            if (channel.connect(target)) connected(person);
        } catch (IOException refused) {
            throw unreachable(refused);
        }
    }

    /// One address has ports for so many; on the loopback there are addresses without end.
    private void bind(SocketChannel channel, int number) throws IOException {
        int addresses = (party.people() + PER_ADDRESS_MAX - 1) / PER_ADDRESS_MAX;
        var address = target.getAddress().getAddress();
        if (addresses == 1 || !target.getAddress().isLoopbackAddress() || address.length != 4)
            return;
        byte last = (byte) (1 + number % addresses);
        var source = InetAddress.getByAddress(new byte[] {127, 0, 0, last});
        channel.bind(new InetSocketAddress(source, 0));
    }

    private void ready(SelectionKey key) {
        var person = (Person) key.attachment();
        try {
            if (key.isConnectable()) finishConnect(person);
            if (key.isWritable()) flush(person);
            if (key.isReadable()) read(person);
        } catch (IOException broken) {
            throw lost(person, broken);
        }
    }

    private void finishConnect(Person person) throws IOException {
        try {
            person.channel.finishConnect();
        } catch (IOException refused) {
            throw unreachable(refused);
        }
        connected(person);
    }

    private void connected(Person person) throws IOException {
        person.stage = Person.Stage.REGISTERING;
        person.key.interestOps(SelectionKey.OP_READ);
        write(person, ByteBuffer.wrap(wire.hello(person)));
    }

    private void read(Person person) throws IOException {
        in.clear();
        person.resume(in);
        if (person.channel.read(in) < 0) {
            throw new BenchFailure("the server closed the connection of " + who(person));
        }
        traffic.tick(System.nanoTime());
        int rest = wire.read(person, in, 0, in.position(), this);
        if (in.position() - rest > REST_BYTES_MAX) {
            throw new BenchFailure("the server does not end a message to " + who(person));
        }
        person.keep(in, rest);
    }

    private void write(Person person, ByteBuffer bytes) throws IOException {
        if (person.unwritten == null) person.channel.write(bytes);
        if (!bytes.hasRemaining()) return;
        var before = person.unwritten == null ? ByteBuffer.allocate(0) : person.unwritten;
        var both = ByteBuffer.allocate(before.remaining() + bytes.remaining());
        person.unwritten = both.put(before).put(bytes).flip();
        person.key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    private void flush(Person person) throws IOException {
        var unwritten = person.unwritten;
        if (unwritten == null) return;
        person.channel.write(unwritten);
        if (unwritten.hasRemaining()) return;
        person.unwritten = null;
        person.key.interestOps(SelectionKey.OP_READ);
    }

    private Person person(int number) {
        var person = people[number];
        if (person == null) throw new IllegalStateException("not connected yet: " + number);
        return person;
    }

    private String who(Person person) {
        var stage =
                switch (person.stage) {
                    case CONNECTING -> "connecting";
                    case REGISTERING -> "registering";
                    case REGISTERED -> "registered";
                    case JOINING -> "joining";
                    case JOINED -> "in a room";
                };
        return "%s (%s, %d of %d)"
                .formatted(party.name(person.number), stage, person.number + 1, party.people());
    }

    private BenchFailure lost(Person person, IOException broken) {
        return new BenchFailure(
                "lost the connection of %s: %s".formatted(who(person), broken.getMessage()));
    }

    private BenchFailure unreachable(IOException why) {
        return new BenchFailure(
                "cannot connect to %s:%d (%d connected): %s"
                        .formatted(
                                target.getHostString(),
                                target.getPort(),
                                registered,
                                why.getMessage()));
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
