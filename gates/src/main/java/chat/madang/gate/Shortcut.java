package chat.madang.gate;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.NotYetConnectedException;

/// The short way out of a channel: past its pipeline, from a buffer that many peers share to the
/// socket.
///
/// What one peer of a thousand gets is most often one part of such a buffer, and nothing else until
/// it is flushed. Netty's way takes it through the pipeline and makes four objects of it, which
/// costs as much as a third of the system's `send`. Here it only waits to be sent. What does not go
/// this way goes Netty's: where the channel has no such socket, where anything waits before it or
/// comes after it, and what the socket does not take. Stays on its loop.
final class Shortcut {
    private final Channel channel;

    /// Null where there is no short way.
    private final @Nullable Socket socket;

    /// Null when nothing waits.
    private @Nullable ByteBuf shared;

    private int start;
    private int end;

    Shortcut(Channel channel) {
        this.channel = channel;
        this.socket =
                channel instanceof UnixChannel unix && unix.fd() instanceof Socket found
                        ? found
                        : null;
    }

    /// Has the bytes from `from` (inclusive) to `to` (exclusive) wait, if nothing else does;
    /// retains the buffer until then. Else nothing.
    boolean take(ByteBuf bytes, int from, int to) {
        if (socket == null || shared != null || !bytes.hasMemoryAddress() || !isClear()) {
            return false;
        }
        shared = bytes.retain();
        start = from;
        end = to;
        return true;
    }

    /// Sends what waits; says whether that was all there was to flush. If not, the rest is written
    /// to the channel, for it to be flushed.
    boolean send() {
        var bytes = shared;
        if (bytes == null || socket == null) return false;
        try {
            if (isClear()) start += socket.sendAddress(bytes.memoryAddress(), start, end);
        } catch (IOException | NotYetConnectedException broken) {
            // The channel finds out the same, and knows what to do.
        }
        if (start < end) {
            leave();
            return false;
        }
        bytes.release();
        shared = null;
        return true;
    }

    /// Writes what waits to the channel, because something comes after it.
    void leave() {
        var bytes = shared;
        if (bytes == null) return;
        shared = null;
        if (channel.isActive()) {
            channel.write(bytes.slice(start, end - start), channel.voidPromise());
        } else {
            bytes.release();
        }
    }

    /// Whether the channel is open for output, and nothing waits in it.
    private boolean isClear() {
        var waiting = channel.unsafe().outboundBuffer();
        return waiting != null && waiting.totalPendingWriteBytes() == 0;
    }
}
