package chat.madang.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// The numbered messages that somebody has heard, in order, whatever the protocol around them: each
/// has `@NUMBER;` in its text. One thread writes.
final class Heard {
    /// The numbers of each stay, in the order in which they were heard.
    private final List<int[]> stays = new ArrayList<>();

    private final BitSet ever = new BitSet();
    private int[] numbers = new int[64];
    private int count;
    private int partial = -1;

    /// Looks through bytes as they come.
    synchronized void scan(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            int digit = bytes[i] - '0';
            if (bytes[i] == '@') {
                partial = 0;
            } else if (partial >= 0 && digit >= 0 && digit <= 9) {
                partial = partial * 10 + digit;
            } else {
                if (partial >= 0 && bytes[i] == ';') add(partial);
                partial = -1;
            }
        }
    }

    /// Whoever comes again has not heard what was said in between.
    synchronized void endStay() {
        stays.add(Arrays.copyOf(numbers, count));
        count = 0;
        partial = -1;
    }

    synchronized List<int[]> stays() {
        var all = new ArrayList<>(stays);
        all.add(Arrays.copyOf(numbers, count));
        return all;
    }

    /// Whether each of `numbers` was heard, in whatever stay.
    synchronized boolean hasAll(BitSet numbers) {
        var missing = (BitSet) numbers.clone();
        missing.andNot(ever);
        return missing.isEmpty();
    }

    @Override
    public synchronized String toString() {
        return "heard %d, the highest %d".formatted(ever.cardinality(), ever.length() - 1);
    }

    private void add(int number) {
        if (count == numbers.length) numbers = Arrays.copyOf(numbers, 2 * count);
        numbers[count++] = number;
        ever.set(number);
    }
}
