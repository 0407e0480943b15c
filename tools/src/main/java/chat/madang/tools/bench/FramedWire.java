package chat.madang.tools.bench;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/// `rooms`, in either format; the last frame of a message ends in its text.
///
/// The first in each room makes it, and asks for the list, which tells the room's number; everybody
/// else joins by that.
abstract sealed class FramedWire implements Wire permits JsonRoomsWire, ProtobufRoomsWire {
    /// The length before each payload.
    static final int LENGTH_BYTES = 2;

    private static final String RENAMED = "변경되었습니다.";
    private static final String ENTERED = "방에 입장했습니다.";
    private static final String OF_ANOTHER = "[";
    private static final int INCOMPLETE = -1;

    private final Party party;
    private final byte[] text;

    /// By title.
    private final Map<String, Integer> numbers = new HashMap<>();

    /// @param size bytes of a message's text
    FramedWire(Party party, int size) {
        this.party = party;
        this.text = Mark.text(size);
    }

    /// The request for a name.
    abstract byte[] rename(String name);

    /// The requests for a new room and then for the list of all.
    abstract byte[] create(String title);

    /// The request to join a room.
    abstract byte[] enter(int number);

    /// Appends a message.
    abstract void say(ByteBuffer out, byte[] text);

    /// Where the last frame begins of the message that begins at `start`.
    abstract int lastFrame(ByteBuffer in, int start);

    /// Where the mark of a talker's message ends.
    abstract int markEnd(int end);

    /// Reads a message that is not a talker's: a notice, or a list of rooms.
    ///
    /// @param message all its frames
    abstract void other(Person person, ByteBuffer message, Ears ears);

    @Override
    public byte[] hello(Person person) {
        return rename(party.name(person.number));
    }

    @Override
    public byte[] join(Person person) {
        if (isHost(person)) return create(title(person.room));
        var number = numbers.get(title(person.room));
        if (number != null) return enter(number);
        throw new BenchFailure("the list of rooms was cut before " + title(person.room));
    }

    @Override
    public void say(ByteBuffer out, Person talker, int sequence) {
        Mark.write(text, talker.number, sequence);
        say(out, text);
    }

    @Override
    public int read(Person person, ByteBuffer in, int from, int to, Ears ears) {
        int start = from;
        for (int end = end(in, start, to); end != INCOMPLETE; end = end(in, start, to)) {
            long mark = Mark.before(in, start, markEnd(end));
            if (mark != Mark.NONE) {
                ears.heard(person, (int) (mark >>> Integer.SIZE), (int) mark);
            } else {
                other(person, in.slice(start, end - start), ears);
            }
            start = end;
        }
        return start;
    }

    /// Where the frame ends that begins at an index.
    static int frameEnd(ByteBuffer in, int at) {
        int length = (in.get(at) & 0xff) << Byte.SIZE | (in.get(at + 1) & 0xff);
        return at + LENGTH_BYTES + length;
    }

    /// Appends the length of a payload.
    static void putLength(ByteBuffer out, int length) {
        out.put((byte) (length >> Byte.SIZE)).put((byte) length);
    }

    /// A room of the server's list.
    void learn(String title, int number) {
        numbers.put(title, number);
    }

    /// The whole list has been learnt.
    void listed(Person person, Ears ears) {
        if (isHost(person)) ears.joined(person);
    }

    /// The server has said something in words.
    void notice(Person person, String words, Ears ears) {
        if (words.startsWith(OF_ANOTHER)) return;
        switch (person.stage) {
            case REGISTERING -> {
                if (words.endsWith(RENAMED)) ears.registered(person);
                else ears.refused(person, words);
            }
            case JOINING -> {
                if (!words.endsWith(ENTERED)) ears.refused(person, words);
                else if (!isHost(person)) ears.joined(person);
            }
            case CONNECTING, REGISTERED, JOINED -> ears.refused(person, words);
        }
    }

    private int end(ByteBuffer in, int start, int to) {
        if (to - start < LENGTH_BYTES) return INCOMPLETE;
        int last = lastFrame(in, start);
        if (to - last < LENGTH_BYTES) return INCOMPLETE;
        int end = frameEnd(in, last);
        return end <= to ? end : INCOMPLETE;
    }

    private boolean isHost(Person person) {
        return person.number < party.rooms();
    }

    private String title(int room) {
        return party.prefix() + "-r" + room;
    }
}
