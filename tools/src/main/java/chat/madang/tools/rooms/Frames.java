package chat.madang.tools.rooms;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;

/// The frames on one connection, read by one thread and written by another.
///
/// ```
/// | length: u16, big-endian | payload: length bytes |
/// ```
final class Frames implements Closeable {
    /// The longest payload that the length can tell.
    static final int PAYLOAD_BYTES_MAX = 65_535;

    private static final int END = -1;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    Frames(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = socket.getOutputStream();
    }

    /// The next payload, or nothing when the connection was closed between two frames. Blocks.
    ///
    /// @throws EOFException when it was closed inside a frame
    Optional<byte[]> read() throws IOException {
        int high = in.read();
        if (high == END) return Optional.empty();
        var payload = new byte[high << 8 | in.readUnsignedByte()];
        in.readFully(payload);
        return Optional.of(payload);
    }

    /// Writes one frame a payload, all at once. Blocks while the server does not read.
    ///
    /// @param payloads each [#PAYLOAD_BYTES_MAX] at most
    void write(byte[]... payloads) throws IOException {
        var frames = new ByteArrayOutputStream();
        for (var payload : payloads) {
            if (payload.length > PAYLOAD_BYTES_MAX) {
                throw new IllegalArgumentException(
                        "payload: %d bytes (expected: 0..%d)"
                                .formatted(payload.length, PAYLOAD_BYTES_MAX));
            }
            frames.write(payload.length >> 8);
            frames.write(payload.length);
            frames.write(payload);
        }
        frames.writeTo(out);
    }

    /// Tells the server that no more frames come; reading goes on.
    void finish() throws IOException {
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
}
