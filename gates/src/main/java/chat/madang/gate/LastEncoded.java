package chat.madang.gate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.jspecify.annotations.Nullable;

import java.lang.ref.WeakReference;
import java.util.function.Consumer;

/// The bytes of the last list in one dialect.
///
/// The core gives the same list to all who ask between two changes of what is listed; so they are
/// answered with one encoding. Threads: any loop; two may encode the same list once each.
///
/// @param <T> what the core gives, compared by identity
public final class LastEncoded<T> {
    /// Null before the first list.
    private volatile @Nullable Encoded<T> last;

    /// @param bytes on the heap, never released, never written to again
    private record Encoded<T>(WeakReference<T> list, ByteBuf bytes) {}

    /// Appends the bytes of `list`; has them encoded unless it is the last list.
    public void write(T list, Consumer<ByteBuf> encoder, ByteBuf out) {
        var known = last;
        if (known == null || !known.list().refersTo(list)) {
            var bytes = Unpooled.buffer();
            encoder.accept(bytes);
            known = new Encoded<>(new WeakReference<>(list), bytes);
            last = known;
        }
        out.writeBytes(known.bytes(), 0, known.bytes().writerIndex());
    }
}
