package chat.madang.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;

/// A client of the `duo` gate, byte by byte as docs/protocols/duo.md has it.
final class DuoClient implements AutoCloseable {
    private static final int FIELD_BYTES = 8;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    DuoClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        // Small writes would wait for each other otherwise.
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /// The server's answer to a login: `1` or `0`.
    char logIn(String id, String password) throws IOException {
        out.write(field(id));
        out.write(field(password));
        return (char) in.read();
    }

    void send(String message) throws IOException {
        out.write((message + "\0").getBytes(UTF_8));
    }

    /// The next message.
    ///
    /// @throws IOException when the connection ends before it is whole
    String read() throws IOException {
        var message = new ByteArrayOutputStream();
        for (int next = in.read(); next != 0; next = in.read()) {
            if (next < 0) throw new IOException("the server is gone");
            message.write(next);
        }
        return message.toString(UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static byte[] field(String text) {
        return Arrays.copyOf(text.getBytes(UTF_8), FIELD_BYTES);
    }
}
