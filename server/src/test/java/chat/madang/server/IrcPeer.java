package chat.madang.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;

/// Somebody's IRC client, as it is on the wire.
final class IrcPeer implements AutoCloseable {
    private final Socket socket;
    private final Writer out;
    private final BufferedReader in;

    IrcPeer(ServerProcess server) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), server.port("irc"));
        socket.setTcpNoDelay(true);
        out = new OutputStreamWriter(socket.getOutputStream(), UTF_8);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    /// One who has come in under that name, and read the welcome.
    static IrcPeer entered(ServerProcess server, String nick) throws IOException {
        var peer = new IrcPeer(server);
        peer.sends("NICK " + nick);
        peer.sends("USER " + nick + " 0 * :" + nick);
        peer.awaits(" 422 " + nick + " ");
        return peer;
    }

    void sends(String line) throws IOException {
        out.write(line + "\r\n");
        out.flush();
    }

    String reads() throws IOException {
        var line = in.readLine();
        if (line == null) throw new IOException("the server has closed the connection");
        return line;
    }

    /// Reads up to the first line that has that in it.
    void awaits(String part) throws IOException {
        var line = reads();
        while (!line.contains(part)) line = reads();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
