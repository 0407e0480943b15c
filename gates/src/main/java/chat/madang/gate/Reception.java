package chat.madang.gate;

import io.netty.buffer.ByteBuf;

import java.net.InetSocketAddress;

/// Whom the datagrams of one port belong to. Always on the port's loop.
public interface Reception {
    /// Hears a datagram: hands it to its [Correspondent], makes one, or answers otherwise.
    ///
    /// @param datagram 0..[DatagramPort#DATAGRAM_BYTES_MAX] bytes, and one more when it was longer;
    ///   good until this returns
    void hear(InetSocketAddress from, ByteBuf datagram);

    /// Looks after those who have said nothing for long. Called every second.
    void check();
}
