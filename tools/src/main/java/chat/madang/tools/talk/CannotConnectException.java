package chat.madang.tools.talk;

import java.io.IOException;
import java.io.Serial;
import java.net.ConnectException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;

/// No connection came about; the message is one line on what is wrong and how to mend it.
public final class CannotConnectException extends IOException {
    @Serial private static final long serialVersionUID = 1;

    /// Turns a failure into what to tell the person.
    ///
    /// @param to where the connection should have gone
    /// @param cause why it did not
    public CannotConnectException(Address to, IOException cause) {
        super("cannot connect to %s: %s".formatted(Printable.of(to.toString()), why(cause)), cause);
    }

    /// Says why the server does not let this person in.
    ///
    /// @param why one line; made harmless here
    public CannotConnectException(String why) {
        super(Printable.of(why));
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    private static String why(IOException cause) {
        return switch (cause) {
            case UnknownHostException _ -> "unknown host. Is its name spelled right?";
            case SocketTimeoutException _ ->
                    "no answer within %d s. Is the address right, and no firewall in the way?"
                            .formatted(Address.CONNECT_MILLIS_MAX / 1_000);
            case ConnectException _, PortUnreachableException _ ->
                    reason(cause) + ". Is the server running? Start it with: ./madang serve";
            default -> reason(cause) + ". Is the address right?";
        };
    }

    /// What a failure says of itself, to stand in the middle of a sentence.
    static String reason(IOException failure) {
        if (failure instanceof PortUnreachableException) return "nobody listens at that port";
        var message = failure.getMessage();
        if (message == null || message.isEmpty()) return "input or output failed";
        return Printable.of(
                message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1));
    }
}
