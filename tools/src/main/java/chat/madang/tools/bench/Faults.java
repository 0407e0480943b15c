package chat.madang.tools.bench;

import java.util.HashSet;
import java.util.Set;

/// What came as it should not: counted, and the first of it told.
final class Faults {
    /// So many deliveries are known one by one to be late; more is no measurement any more.
    private static final int LATE_MAX = 1_000_000;

    private final Set<Delivery> late = new HashSet<>();
    private long lost;
    private long doubled;
    private long reordered;
    private long unexpected;
    private String first = "";

    private record Delivery(int hearer, int talker, int sequence) {}

    /// Deliveries that never came.
    long lost() {
        return lost;
    }

    /// Deliveries that came again.
    long doubled() {
        return doubled;
    }

    /// Deliveries that came behind a later one of the same talker.
    long reordered() {
        return reordered;
    }

    /// Deliveries of what nobody had said, or not in that room.
    long unexpected() {
        return unexpected;
    }

    long total() {
        return lost + doubled + reordered + unexpected;
    }

    /// One line about the first one; empty when there is none.
    String first() {
        return first;
    }

    /// Something of nobody's came.
    void foreign(int hearer, int talker, int sequence) {
        unexpected++;
        tell(hearer, "what nobody said there", talker, sequence);
    }

    /// A message came before others of the same talker, from `expected` on.
    void early(int hearer, int talker, int expected, int sequence) {
        tell(hearer, "number %d before".formatted(sequence), talker, expected);
        for (int each = expected; each < sequence; each++) {
            if (late.size() == LATE_MAX) {
                throw new BenchFailure("faults: more than %d (%s)".formatted(LATE_MAX, first));
            }
            late.add(new Delivery(hearer, talker, each));
        }
    }

    /// A message came whose number had been passed.
    ///
    /// @return whether it was waited for, and had not come yet
    boolean late(int hearer, int talker, int sequence) {
        if (late.remove(new Delivery(hearer, talker, sequence))) {
            reordered++;
            return true;
        }
        doubled++;
        tell(hearer, "a second time", talker, sequence);
        return false;
    }

    /// Nothing more comes: what is still waited for is lost.
    void end() {
        lost += late.size();
        late.clear();
    }

    /// The last messages of a talker never came.
    void missing(int hearer, int talker, int from, int count) {
        lost += count;
        tell(hearer, "never", talker, from);
    }

    private void tell(int hearer, String how, int talker, int sequence) {
        if (!first.isEmpty()) return;
        first = "person %d heard %s: talker %d, number %d".formatted(hearer, how, talker, sequence);
    }
}
