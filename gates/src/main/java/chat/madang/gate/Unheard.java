package chat.madang.gate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;

/// The bytes of one connection that have come and were not heard yet. Stays on its loop.
///
/// Bounded by one read, and by what a [Dialogue] leaves lying of an incomplete frame. At the end of
/// the input it is what the kernel still held, because epoll then reads to the end, asked or not.
final class Unheard {
    /// Null when everything was heard.
    private @Nullable ByteBuf bytes;

    /// Since when what is lying here has been incomplete.
    private long sinceNanos;

    /// Takes over what has come.
    void add(ByteBuf more, ByteBufAllocator allocator, long nowNanos) {
        if (bytes == null) {
            bytes = more;
            sinceNanos = nowNanos;
        } else {
            bytes = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, bytes, more);
        }
    }

    /// Has `dialogue` hear one frame at the most; says whether it advanced.
    boolean isHeardBy(Dialogue dialogue, long nowNanos) {
        if (bytes == null) return false;

        boolean advanced = dialogue.hear(bytes);
        // Dropped meanwhile, when what was heard led to the end of the connection.
        if (bytes == null) return advanced;

        if (!bytes.isReadable()) {
            drop();
        } else if (advanced) {
            sinceNanos = nowNanos;
        } else {
            bytes.discardSomeReadBytes();
        }
        return advanced;
    }

    boolean isEmpty() {
        return bytes == null;
    }

    /// Whether something has been lying here for so long.
    boolean isOlderThan(int seconds, long nowNanos) {
        return bytes != null && TimeUnit.NANOSECONDS.toSeconds(nowNanos - sinceNanos) >= seconds;
    }

    /// Forgets what was not heard.
    void drop() {
        if (bytes != null) bytes.release();
        bytes = null;
    }
}
