package chat.madang.gate.rooms;

import chat.madang.core.Name;

import io.netty.util.NetUtil;

import java.net.InetSocketAddress;

/// What somebody is called who has not chosen a name: `(127.0.0.1, 9001)`.
///
/// An address that would be too long for a name loses its beginning. When somebody has taken that
/// name on purpose, the next one tried ends in ` 2`, then ` 3`.
record AddressName(InetSocketAddress peer, int attempt) {
    Name name() {
        var address = NetUtil.toAddressString(peer.getAddress());
        var tail = ", %d)%s".formatted(peer.getPort(), attempt == 1 ? "" : " " + attempt);
        int addressCharsMax = Name.CODE_POINTS_MAX - "(".length() - tail.length();
        return new Name("(" + lastChars(address, addressCharsMax) + tail);
    }

    AddressName next() {
        return new AddressName(peer, attempt + 1);
    }

    private static String lastChars(String text, int charsMax) {
        if (text.length() <= charsMax) return text;
        return "…" + text.substring(text.length() - charsMax + 1);
    }
}
