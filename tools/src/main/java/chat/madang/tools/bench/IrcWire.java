package chat.madang.tools.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// IRC as any server speaks it: NICK, USER, JOIN `#r0`, PRIVMSG, and PONG when asked; before these
/// CAP for the capability `echo-message`, when talkers are to hear themselves.
final class IrcWire implements Wire {
    private static final int NUMERIC_DIGITS = 3;
    private static final int MOTD_END = 376;
    private static final int MOTD_NONE = 422;
    private static final int NAMES_END = 366;
    private static final int ERRORS_FROM = 400;
    private static final int ERRORS_TO = 600;
    private static final int NO_NUMERIC = -1;
    private static final String ECHO = "echo-message";

    /// Where the words of `:server CAP name ACK :echo-message` are.
    private static final int CAP_COMMAND = 1;

    private static final int CAP_ANSWER = 3;
    private static final int CAP_WORDS = 5;

    private final Party party;
    private final byte[] text;
    private final byte[][] beginnings;

    /// @param size bytes of a message's text
    IrcWire(Party party, int size) {
        this.party = party;
        this.text = Mark.text(size);
        this.beginnings = new byte[party.rooms()][];
        for (int room = 0; room < beginnings.length; room++) {
            beginnings[room] = bytes("PRIVMSG #r" + room + " :");
        }
    }

    @Override
    public byte[] hello(Person person) {
        var name = party.name(person.number);
        var hello = "NICK %s\r\nUSER %s 0 * :bench\r\n".formatted(name, name);
        return bytes(party.echo() ? "CAP REQ :%s\r\n%sCAP END\r\n".formatted(ECHO, hello) : hello);
    }

    @Override
    public byte[] join(Person person) {
        return bytes("JOIN #r%d\r\n".formatted(person.room));
    }

    @Override
    public void say(ByteBuffer out, Person talker, int sequence) {
        Mark.write(text, talker.number, sequence);
        out.put(beginnings[talker.room]).put(text).put((byte) '\r').put((byte) '\n');
    }

    @Override
    public int read(Person person, ByteBuffer in, int from, int to, Ears ears) {
        int start = from;
        for (int end = Lines.end(in, start, to); end >= 0; end = Lines.end(in, start, to)) {
            int last = end > start && in.get(end - 1) == '\r' ? end - 1 : end;
            long mark = Mark.before(in, start, last);
            if (mark != Mark.NONE && in.get(start) == ':') {
                ears.heard(person, (int) (mark >>> Integer.SIZE), (int) mark);
            } else {
                other(person, in, start, last, ears);
            }
            start = end + 1;
        }
        return start;
    }

    /// What is no message of ours; most of it is other people's JOIN.
    private void other(Person person, ByteBuffer in, int start, int end, Ears ears) {
        int numeric = numeric(in, start, end);
        if (numeric == MOTD_END || numeric == MOTD_NONE) {
            registered(person, ears);
        } else if (numeric == NAMES_END) {
            ears.joined(person);
        } else if (numeric >= ERRORS_FROM && numeric < ERRORS_TO) {
            ears.refused(person, line(in, start, end));
        } else if (end > start && in.get(start) == 'P') {
            var line = line(in, start, end);
            if (line.startsWith("PING "))
                ears.reply(person, bytes("PO" + line.substring(2) + "\r\n"));
        } else if (end > start && in.get(start) == 'E') {
            var line = line(in, start, end);
            if (line.startsWith("ERROR")) ears.refused(person, line);
        } else if (party.echo() && !person.hasEcho) {
            capability(person, line(in, start, end), ears);
        }
    }

    /// Somebody is let in; too early, when they have not got what they asked for.
    private void registered(Person person, Ears ears) {
        if (party.echo() && !person.hasEcho) ears.refused(person, "no CAP ACK of " + ECHO);
        else ears.registered(person);
    }

    /// What may be the answer to CAP REQ.
    private static void capability(Person person, String line, Ears ears) {
        var words = line.split(" ", CAP_WORDS);
        if (words.length <= CAP_ANSWER || !words[CAP_COMMAND].equals("CAP")) return;
        if (words[CAP_ANSWER].equals("ACK")) person.hasEcho = true;
        else ears.refused(person, line);
    }

    /// The number of a line like `:server 376 name …`, if it has one.
    private static int numeric(ByteBuffer in, int start, int end) {
        if (end == start || in.get(start) != ':') return NO_NUMERIC;
        int at = start;
        while (at < end && in.get(at) != ' ') at++;
        if (at + NUMERIC_DIGITS >= end) return NO_NUMERIC;
        int numeric = 0;
        for (int index = at + 1; index <= at + NUMERIC_DIGITS; index++) {
            int digit = in.get(index) - '0';
            if (digit < 0 || digit > 9) return NO_NUMERIC;
            numeric = numeric * 10 + digit;
        }
        return numeric;
    }

    private static String line(ByteBuffer in, int start, int end) {
        var line = new byte[end - start];
        in.get(start, line);
        return new String(line, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
