package chat.madang.gate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;

import java.io.ByteArrayOutputStream;
import java.util.List;

/// The peer's side of a connection on a [Stage].
///
/// @param connection the server's side
/// @param pieces takes down what goes out
public record Actor(EmbeddedChannel channel, Connection connection, Pieces pieces) {
    /// Sends bytes, as one read of the server.
    public void send(byte[] bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes));
    }

    /// Everything that was received since the last call.
    public byte[] received() {
        var all = new ByteArrayOutputStream();
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            all.writeBytes(ByteBufUtil.getBytes(next));
            next.release();
        }
        return all.toByteArray();
    }

    /// Everything that was received since the last call, flush by flush.
    public List<byte[]> receivedPieces() {
        received();
        return pieces.take();
    }

    /// Ends the input, and goes on reading.
    public void endInput() {
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
    }

    /// Is gone without a word.
    public void vanish() {
        channel.close();
    }

    public boolean isConnected() {
        return channel.isOpen();
    }
}
