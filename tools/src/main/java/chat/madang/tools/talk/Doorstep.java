package chat.madang.tools.talk;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.Optional;

/// A connection whose server waits for a login; typing thread.
///
/// Servers close on people who think for too long. Then there is a second connection for what they
/// have thought of.
public final class Doorstep {
    private final Address address;
    private final char end;
    private final int millisMax;
    private TextConnection connection;

    /// Connects. Blocks.
    ///
    /// @param end what ends a message
    public Doorstep(Address address, char end) throws CannotConnectException {
        this(address, end, Address.CONNECT_MILLIS_MAX);
    }

    /// @param millisMax how long an answer may take
    Doorstep(Address address, char end, int millisMax) throws CannotConnectException {
        this.address = address;
        this.end = end;
        this.millisMax = millisMax;
        this.connection = TextConnection.open(address, end);
    }

    /// What is sent to be let in, and how the answer is read.
    @FunctionalInterface
    public interface Knock {
        /// Sends and reads.
        ///
        /// @return the answer, or nothing when the connection was closed
        Optional<String> on(TextConnection connection) throws IOException;
    }

    /// The server's answer. Blocks, for a bounded time.
    ///
    /// @throws CannotConnectException when there is none; the connection is closed then
    public String answer(Knock knock) throws CannotConnectException {
        try {
            var answer = attempt(knock);
            if (answer.isEmpty()) {
                connection.close();
                connection = TextConnection.open(address, end);
                answer = attempt(knock);
            }
            return answer.orElseThrow(() -> new EOFException("the server closed it"));
        } catch (CannotConnectException known) {
            throw known;
        } catch (IOException failure) {
            connection.close();
            throw new CannotConnectException(address, failure);
        }
    }

    /// The connection that the last answer came on.
    public TextConnection connection() {
        return connection;
    }

    /// Closes the connection.
    public void leave() {
        connection.close();
    }

    private Optional<String> attempt(Knock knock) throws IOException {
        try {
            connection.limitReading(millisMax);
            var answer = knock.on(connection);
            connection.limitReading(0);
            return answer;
        } catch (SocketException closedMeanwhile) {
            return Optional.empty();
        }
    }
}
