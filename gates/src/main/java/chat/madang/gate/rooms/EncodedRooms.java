package chat.madang.gate.rooms;

import chat.madang.core.Event.Listing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.jspecify.annotations.Nullable;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.function.Consumer;

/// The frames of the last room list in one format.
///
/// The core gives the same list to all who ask between two changes of the yard; so they are
/// answered with one encoding. Threads: any loop; two may encode the same list once each.
final class EncodedRooms {
    /// Null before the first list.
    private volatile @Nullable Encoded last;

    /// @param frames on the heap, never released, never written to again
    private record Encoded(WeakReference<List<Listing>> rooms, ByteBuf frames) {}

    /// Appends the frames of `rooms`; has them encoded unless they are those of the last list.
    void write(List<Listing> rooms, Consumer<ByteBuf> encoder, ByteBuf out) {
        var known = last;
        if (known == null || !known.rooms().refersTo(rooms)) {
            var frames = Unpooled.buffer();
            encoder.accept(frames);
            known = new Encoded(new WeakReference<>(rooms), frames);
            last = known;
        }
        out.writeBytes(known.frames(), 0, known.frames().writerIndex());
    }
}
