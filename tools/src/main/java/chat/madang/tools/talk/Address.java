package chat.madang.tools.talk;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// A host and a port, not yet looked up.
///
/// @param host a name or an address; an IPv6 address stands in brackets
/// @param port 1..65535
public record Address(String host, int port) {
    /// How long connecting may take, over all addresses that the host has.
    static final int CONNECT_MILLIS_MAX = 10_000;

    /// Opens a TCP connection to the first of the host's addresses that takes one. Blocks.
    ///
    /// @throws CannotConnectException when none does; says what to do about it
    public Socket connect() throws CannotConnectException {
        var addresses = lookUp();
        try {
            return connectToAny(addresses);
        } catch (IOException failure) {
            throw new CannotConnectException(this, failure);
        }
    }

    /// The addresses that the host has, at least one. Blocks.
    ///
    /// @throws CannotConnectException when it has none; says what to do about it
    public List<InetAddress> lookUp() throws CannotConnectException {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (IOException failure) {
            throw new CannotConnectException(this, failure);
        }
    }

    /// As one writes it in a URL: `localhost:9001`, `[::1]:9001`.
    @Override
    public String toString() {
        return host + ":" + port;
    }

    private Socket connectToAny(List<InetAddress> addresses) throws IOException {
        int millis = CONNECT_MILLIS_MAX / addresses.size();
        var failures = new ArrayList<IOException>();
        for (var address : addresses) {
            var socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port), millis);
                socket.setTcpNoDelay(true);
                socket.setKeepAlive(true);
                return socket;
            } catch (IOException failure) {
                socket.close();
                failures.add(failure);
            }
        }
        // The first says most: `localhost` refused counts more than no IPv6 on this machine.
        throw failures.getFirst();
    }
}
