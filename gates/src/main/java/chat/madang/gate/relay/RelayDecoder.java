package chat.madang.gate.relay;

import chat.madang.core.Name;
import chat.madang.core.Text;
import chat.madang.gate.DatagramPort;
import chat.madang.gate.Utf8;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

/// Datagrams to [RelayFrame]s.
///
/// ```
/// | n: u8 | name: n bytes of UTF-8 | message: the rest, UTF-8 |      4,096 bytes at the most
/// ```
final class RelayDecoder {
    private RelayDecoder() {}

    /// Reads a datagram.
    ///
    /// @return null when it is malformed
    static @Nullable RelayFrame decode(ByteBuf in) {
        if (!in.isReadable() || in.readableBytes() > DatagramPort.DATAGRAM_BYTES_MAX) return null;
        int nameBytes = in.readUnsignedByte();
        if (nameBytes > in.readableBytes()) return null;

        var name = Utf8.read(in, nameBytes);
        var message = Utf8.read(in, in.readableBytes());
        if (name == null || message == null) return null;

        return Name.of(name)
                .filter(RelayTexts.SPELLING::carries)
                .map(sender -> new RelayFrame(sender, new Text(message)))
                .orElse(null);
    }
}
