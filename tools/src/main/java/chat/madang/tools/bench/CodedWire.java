package chat.madang.tools.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// `coded`, in lines: who is let in is in the one room that there is.
final class CodedWire implements Wire {
    private static final String ENTERED = "채팅방에 입장하였습니다.";
    private static final String TAKEN = "101";
    private static final byte[] NOTHING = {};

    private final Party party;
    private final byte[] text;

    /// @param size bytes of a message's text
    CodedWire(Party party, int size) {
        if (party.rooms() != 1) {
            throw new IllegalArgumentException(
                    "rooms: %d (expected: 1, as coded has no others)".formatted(party.rooms()));
        }
        this.party = party;
        this.text = Mark.text(size);
    }

    @Override
    public byte[] hello(Person person) {
        return bytes("001#%s\n".formatted(party.name(person.number)));
    }

    @Override
    public byte[] join(Person person) {
        return NOTHING;
    }

    @Override
    public void say(ByteBuffer out, Person talker, int sequence) {
        Mark.write(text, talker.number, sequence);
        out.put(bytes("002#%s#".formatted(party.name(talker.number)))).put(text).put((byte) '\n');
    }

    @Override
    public int read(Person person, ByteBuffer in, int from, int to, Ears ears) {
        int start = from;
        for (int end = Lines.end(in, start, to); end >= 0; end = Lines.end(in, start, to)) {
            long mark = Mark.before(in, start, end);
            if (mark != Mark.NONE) {
                ears.heard(person, (int) (mark >>> Integer.SIZE), (int) mark);
            } else if (person.stage == Person.Stage.REGISTERING) {
                answer(person, in, start, end, ears);
            }
            start = end + 1;
        }
        return start;
    }

    private static void answer(Person person, ByteBuffer in, int start, int end, Ears ears) {
        var line = new byte[end - start];
        in.get(start, line);
        var answer = new String(line, StandardCharsets.UTF_8);
        if (answer.equals(ENTERED)) ears.registered(person);
        else ears.refused(person, answer.equals(TAKEN) ? "101, the name is taken" : answer);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
