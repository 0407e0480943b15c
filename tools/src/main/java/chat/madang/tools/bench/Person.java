package chat.madang.tools.bench;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/// One connection, and what it has heard so far.
final class Person {
    private static final byte[] NOTHING = {};

    /// From 0.
    final int number;

    final int room;
    final SocketChannel channel;
    final SelectionKey key;

    /// For each talker of the room the number of the next message that they should hear.
    final int[] next;

    /// What was read of a message that is not complete.
    byte[] rest = NOTHING;

    /// What could not be written yet; null when everything could.
    @Nullable ByteBuffer unwritten;

    Stage stage = Stage.CONNECTING;

    /// Whether the server has promised to let them hear themselves.
    boolean hasEcho;

    Person(int number, Party party, SocketChannel channel, SelectionKey key) {
        this.number = number;
        this.room = party.room(number);
        this.channel = channel;
        this.key = key;
        this.next = new int[party.talkersIn(room)];
        if (number < party.talkers() && !party.hears(number, number)) {
            next[number / party.rooms()] = Integer.MAX_VALUE;
        }
    }

    /// How far somebody has come.
    enum Stage {
        CONNECTING,
        REGISTERING,
        REGISTERED,
        JOINING,
        JOINED
    }

    /// Puts what is left of the last read before what comes next.
    void resume(ByteBuffer in) {
        if (rest.length == 0) return;
        in.put(rest);
        rest = NOTHING;
    }

    /// Keeps `in` from an index to its position.
    void keep(ByteBuffer in, int from) {
        int length = in.position() - from;
        if (length == 0) return;
        rest = new byte[length];
        in.get(from, rest);
    }
}
