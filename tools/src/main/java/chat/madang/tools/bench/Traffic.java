package chat.madang.tools.bench;

import org.HdrHistogram.Histogram;

import java.util.Arrays;

/// The messages under way: who has yet to hear them, and whether what is heard is right.
///
/// Each talker has a ring of slots, one for a message under way. A server that loses nothing brings
/// a talker's messages to their end in order, so that a ring as large as the window is enough.
final class Traffic {
    private static final long LATENCY_NANOS_LEAST = 1_000;
    private static final long LATENCY_NANOS_MAX = 3_600_000_000_000L;
    private static final int LATENCY_DIGITS = 3;

    private final Party party;
    private final int slots;
    private final int[] sent;
    private final int[] sequences;
    private final int[] left;
    private final long[] since;
    private final Histogram latency =
            new Histogram(LATENCY_NANOS_LEAST, LATENCY_NANOS_MAX, LATENCY_DIGITS);
    private final Faults faults = new Faults();

    private final int[] done;
    private int doneCount;
    private long measuredFrom = Long.MAX_VALUE;
    private long now;
    private long messages;
    private long deliveries;
    private long underWay;

    /// @param each how many messages of one talker can be under way
    Traffic(Party party, int each) {
        this.party = party;
        this.slots = Integer.highestOneBit(Math.max(2, each) * 2 - 1);
        this.sent = new int[party.talkers()];
        this.sequences = new int[party.talkers() * slots];
        this.left = new int[party.talkers() * slots];
        this.since = new long[party.talkers() * slots];
        this.done = new int[party.talkers() * slots];
        Arrays.fill(sequences, -1);
    }

    /// Puts a talker's next message under way.
    ///
    /// @param at when it is, or should have been, sent
    /// @return its number
    int send(int talker, long at) {
        int sequence = sent[talker]++;
        int slot = slot(talker, sequence);
        // Still under way: only after a loss. It stays lost, and the others go on.
        if (left[slot] > 0) underWay--;
        sequences[slot] = sequence;
        left[slot] = party.hearers(party.room(talker));
        since[slot] = at;
        messages++;
        underWay++;
        return sequence;
    }

    /// Whether there is room for one more message of a talker.
    boolean hasRoom(int talker) {
        return left[slot(talker, sent[talker])] == 0;
    }

    /// Deliveries of messages that were sent at `from` or later count for the latency.
    void measure(long from) {
        measuredFrom = from;
    }

    /// What is heard from here on is heard now.
    void tick(long nanos) {
        now = nanos;
    }

    /// Somebody has heard a message.
    void heard(Person person, int talker, int sequence) {
        int rooms = party.rooms();
        if (talker >= sent.length || sequence >= sent[talker] || talker % rooms != person.room) {
            faults.foreign(person.number, talker, sequence);
            return;
        }
        int seat = talker / rooms;
        if (person.next[seat] != sequence && !isWanted(person, seat, talker, sequence)) return;
        if (person.next[seat] <= sequence) person.next[seat] = sequence + 1;
        deliveries++;
        int slot = slot(talker, sequence);
        if (sequences[slot] != sequence) return;
        if (since[slot] >= measuredFrom) {
            latency.recordValue(Math.min(Math.max(0, now - since[slot]), LATENCY_NANOS_MAX));
        }
        if (--left[slot] == 0) finish(talker);
    }

    /// Whether a message that is not the next one is one that is still missing.
    private boolean isWanted(Person person, int seat, int talker, int sequence) {
        if (!party.hears(person.number, talker)) {
            faults.foreign(person.number, talker, sequence);
            return false;
        }
        if (sequence < person.next[seat]) return faults.late(person.number, talker, sequence);
        faults.early(person.number, talker, person.next[seat], sequence);
        return true;
    }

    private void finish(int talker) {
        underWay--;
        if (doneCount < done.length) done[doneCount++] = talker;
    }

    /// A talker of whom a message has reached everybody since it was last asked, or -1.
    int takeDone() {
        return doneCount == 0 ? -1 : done[--doneCount];
    }

    /// Nobody asks for those that have reached everybody.
    void forgetDone() {
        doneCount = 0;
    }

    /// Nothing more comes: counts what this person has not heard.
    void settle(Person person) {
        for (int seat = 0; seat < person.next.length; seat++) {
            int talker = seat * party.rooms() + person.room;
            int missing = sent[talker] - person.next[seat];
            if (missing > 0) faults.missing(person.number, talker, person.next[seat], missing);
        }
    }

    long messages() {
        return messages;
    }

    long deliveries() {
        return deliveries;
    }

    /// How many messages have not reached everybody.
    long underWay() {
        return underWay;
    }

    /// In nanoseconds.
    Histogram latency() {
        return latency;
    }

    Faults faults() {
        return faults;
    }

    private int slot(int talker, int sequence) {
        return talker * slots + (sequence & slots - 1);
    }
}
