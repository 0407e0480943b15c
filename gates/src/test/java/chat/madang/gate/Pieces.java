package chat.madang.gate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// Takes down what goes out, flush by flush: what a peer may get in one read.
final class Pieces extends ChannelOutboundHandlerAdapter {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final List<byte[]> flushed = new ArrayList<>();

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) written.writeBytes(ByteBufUtil.getBytes(bytes));
        context.write(message, promise);
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        if (written.size() > 0) flushed.add(written.toByteArray());
        written.reset();
        context.flush();
    }

    /// The pieces since the last call.
    List<byte[]> take() {
        var taken = List.copyOf(flushed);
        flushed.clear();
        return taken;
    }
}
