package chat.madang.gate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/// The bytes of one connection that have come and were not heard yet. Stays on its loop.
///
/// What one read has brought is heard by itself; it is put together with the next only when it
/// turned out to be incomplete. So a protocol whose messages are told apart by nothing but the
/// sender's writes can be heard as it was sent.
///
/// Bounded by one round of reads, and by what a [Dialogue] leaves lying of an incomplete frame. At
/// the end of the input it is what the kernel still held, because epoll then reads to the end,
/// asked or not.
final class Unheard {
    /// How much larger than its content a buffer may be that stays lying.
    private static final int SLACK = 4;

    /// Seldom more than one, and none of a peer that is silent, so it begins as small as can be.
    private final Deque<ByteBuf> reads = new ArrayDeque<>(1);

    private final ByteBufAllocator allocator;

    /// Since when what is lying here has been incomplete.
    private long sinceNanos;

    Unheard(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    /// Takes over what has come.
    void add(ByteBuf more, long nowNanos) {
        if (reads.isEmpty()) sinceNanos = nowNanos;
        reads.add(more);
    }

    /// Has `dialogue` hear one frame at the most; says whether it advanced.
    boolean isHeardBy(Dialogue dialogue, long nowNanos) {
        while (!reads.isEmpty()) {
            var first = reads.element();
            boolean advanced = dialogue.hear(first);
            // Dropped meanwhile, when what was heard led to the end of the connection.
            if (reads.isEmpty()) return advanced;

            boolean isHeard = !first.isReadable();
            if (isHeard) reads.remove().release();
            if (advanced) {
                sinceNanos = nowNanos;
                return true;
            }
            if (isHeard) continue;
            if (reads.size() == 1) break;
            putTogether();
        }
        trim();
        return false;
    }

    boolean isEmpty() {
        return reads.isEmpty();
    }

    /// Whether something has been lying here for so long.
    boolean isOlderThan(int seconds, long nowNanos) {
        return !reads.isEmpty() && TimeUnit.NANOSECONDS.toSeconds(nowNanos - sinceNanos) >= seconds;
    }

    /// Forgets what was not heard.
    void drop() {
        for (var next = reads.poll(); next != null; next = reads.poll()) next.release();
    }

    private void putTogether() {
        var first = reads.remove();
        var second = reads.remove();
        reads.addFirst(ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, first, second));
    }

    /// A few bytes that stay shall not keep the large buffer of a read.
    private void trim() {
        if (reads.isEmpty()) return;
        var left = reads.element();
        if (left.capacity() / SLACK <= left.readableBytes()) return;
        reads.removeFirst();
        try {
            reads.addFirst(allocator.buffer(left.readableBytes()).writeBytes(left));
        } finally {
            left.release();
        }
    }
}
