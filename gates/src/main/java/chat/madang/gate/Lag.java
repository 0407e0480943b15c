package chat.madang.gate;

import java.util.concurrent.atomic.AtomicInteger;

/// How many of one room's connections have fallen behind, counted over all loops.
///
/// This paces those who talk faster than a room can be told: while the lag is heavy, a talker's
/// bytes are left in the socket for a moment ([Connection] rests), so that people are not thrown
/// out for somebody else's haste. One stuck connection among many is not a heavy lag: it is closed
/// when its bound is reached, and nobody waits.
///
/// Threads: any loop.
final class Lag {
    /// Heavy from one lagging connection in eight.
    private static final int HEAVY_SHARE = 8;

    private final AtomicInteger members = new AtomicInteger();
    private final AtomicInteger lagging = new AtomicInteger();

    boolean isHeavy() {
        int behind = lagging.get();
        return behind > 0 && (long) behind * HEAVY_SHARE >= members.get();
    }

    void begin() {
        lagging.incrementAndGet();
    }

    void end() {
        lagging.decrementAndGet();
    }

    void addMember() {
        members.incrementAndGet();
    }

    /// Counts one connection less; says whether nobody is left.
    boolean removeMember() {
        return members.decrementAndGet() == 0;
    }
}
