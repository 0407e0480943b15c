package chat.madang.tools.tcrp;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/// What the server has granted: talk in one room, from one IP address.
///
/// @param room the room's name; in UTF-8 1..255 bytes
/// @param token in UTF-8 1..255 bytes
/// @param from our address, which the token belongs to
/// @param server the one of the server's addresses that granted it
record Ticket(String room, String token, InetAddress from, InetAddress server) {
    /// The datagram that says `message` in the room.
    ///
    /// ```
    /// | room name size: 1 | token size: 1 | room name | token | message: the rest |
    /// ```
    byte[] datagram(String message) {
        var roomBytes = room.getBytes(StandardCharsets.UTF_8);
        var tokenBytes = token.getBytes(StandardCharsets.UTF_8);
        var datagram = new ByteArrayOutputStream();
        datagram.write(roomBytes.length);
        datagram.write(tokenBytes.length);
        datagram.writeBytes(roomBytes);
        datagram.writeBytes(tokenBytes);
        datagram.writeBytes(message.getBytes(StandardCharsets.UTF_8));
        return datagram.toByteArray();
    }
}
