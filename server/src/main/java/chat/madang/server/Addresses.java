package chat.madang.server;

import io.netty.util.NetUtil;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/// How addresses are written for people: `127.0.0.1:9001`, `[::1]:9001`.
final class Addresses {
    private static final InetAddress LOCALHOST = InetAddress.ofLiteral("127.0.0.1");

    private Addresses() {}

    /// The address and the port.
    static String text(InetSocketAddress address) {
        return NetUtil.toSocketAddressString(address);
    }

    /// Where a client on this machine finds it: `localhost:9001`.
    static String forClients(InetSocketAddress address) {
        var ip = address.getAddress();
        return ip.isAnyLocalAddress() || ip.equals(LOCALHOST)
                ? "localhost:" + address.getPort()
                : text(address);
    }
}
