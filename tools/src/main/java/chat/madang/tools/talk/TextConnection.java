package chat.madang.tools.talk;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Messages of UTF-8 text on one TCP connection, each ended by the same byte; read by one thread,
/// written by another.
///
/// ```
/// | text | end | text | end | …
/// ```
public final class TextConnection implements Closeable {
    /// The longest message that is kept; what is beyond is dropped.
    public static final int MESSAGE_BYTES_MAX = 65_536;

    private static final int END_OF_INPUT = -1;
    private static final String MORE = "…";

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte end;

    /// Whether the input ended inside a message. The reading thread's.
    private boolean cut;

    private TextConnection(Socket socket, char end) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.end = (byte) end;
    }

    /// Connects. Blocks.
    ///
    /// @param end ASCII
    public static TextConnection open(Address address, char end) throws CannotConnectException {
        var socket = address.connect();
        try {
            return new TextConnection(socket, end);
        } catch (IOException closedAtOnce) {
            throw new CannotConnectException(address, closedAtOnce);
        }
    }

    /// The next message, or nothing when the connection was closed between two. Blocks.
    ///
    /// Bytes that are no UTF-8 are replaced, and a longer message than [#MESSAGE_BYTES_MAX] ends in
    /// `…`. When the connection is closed inside a message, that comes as far as it came.
    ///
    /// @throws EOFException after a message that was cut by the end of the connection
    public Optional<String> read() throws IOException {
        if (cut) throw new EOFException();
        var message = new ByteArrayOutputStream();
        boolean whole = true;
        int read = in.read();
        if (read == END_OF_INPUT) return Optional.empty();
        for (; read != END_OF_INPUT && read != end; read = in.read()) {
            if (message.size() < MESSAGE_BYTES_MAX) {
                message.write(read);
            } else {
                whole = false;
            }
        }
        cut = read == END_OF_INPUT;
        var text = message.toString(StandardCharsets.UTF_8);
        return Optional.of(whole ? withoutReturn(text) : text + MORE);
    }

    /// The next byte, or nothing when the connection was closed. Blocks.
    public Optional<Character> readByte() throws IOException {
        int read = in.read();
        return read == END_OF_INPUT ? Optional.empty() : Optional.of((char) read);
    }

    /// Writes one message, all at once. Blocks while the server does not read.
    ///
    /// @param text without the end
    public void write(String text) throws IOException {
        var message = new ByteArrayOutputStream();
        message.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        message.write(end);
        writeBytes(message.toByteArray());
    }

    /// Writes bytes as they are, all at once. Blocks while the server does not read.
    public void writeBytes(byte... bytes) throws IOException {
        out.write(bytes);
    }

    /// Bounds how long a read may take; 0 for no bound.
    void limitReading(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    /// Tells the server that nothing more comes; reading goes on.
    public void finish() throws IOException {
        socket.shutdownOutput();
    }

    /// Closes the connection; a read under way fails.
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed all the same.
        }
    }

    /// A line may end in `\r\n` too.
    private String withoutReturn(String text) {
        boolean returns = end == '\n' && text.endsWith("\r");
        return returns ? text.substring(0, text.length() - 1) : text;
    }
}
