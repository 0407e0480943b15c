package chat.madang.tools.tcrp;

import chat.madang.tools.talk.Address;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;

/// The exchange over TCP that leads to a [Ticket]: a request, a status, and the token.
final class Control {
    private static final int ANSWER_MILLIS_MAX = 10_000;

    private static final int STATE_REQUEST = 0;
    private static final int STATE_ANSWER = 1;
    private static final int STATE_COMPLETION = 2;

    private static final String STATUS_DONE = "0";

    private final Operation operation;
    private final String room;

    /// @param room in UTF-8 1..255 bytes
    Control(Operation operation, String room) {
        this.operation = operation;
        this.room = room;
    }

    /// Asks for the room on a connection of its own, which is closed afterwards. Blocks.
    ///
    /// @param name in UTF-8 255 bytes at most
    /// @throws GarbledException when the server answers what is not this protocol
    /// @throws IOException when it cannot be reached, is silent for ten seconds, or closes early
    Answer ask(Address address, String name) throws IOException {
        try (var socket = address.connect()) {
            socket.setSoTimeout(ANSWER_MILLIS_MAX);
            var request = new Frame(room, operation.code(), STATE_REQUEST, name);
            socket.getOutputStream().write(request.bytes());
            return answer(socket);
        }
    }

    private Answer answer(Socket socket) throws IOException {
        var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        var status = read(in, STATE_ANSWER);
        if (!status.equals(STATUS_DONE)) {
            var why = Refusal.of(status);
            if (why.isEmpty()) throw new GarbledException("status: " + status);
            return new Answer.Refused(why.get());
        }
        var token = read(in, STATE_COMPLETION);
        if (token.isEmpty()) throw new GarbledException("no token");
        return new Answer.Granted(
                new Ticket(room, token, socket.getLocalAddress(), socket.getInetAddress()));
    }

    /// The payload of the next frame, which has to be in this state.
    private String read(DataInputStream in, int state) throws IOException {
        var frame = Frame.read(in);
        if (frame.operation() != operation.code()) {
            throw new GarbledException("operation: %d".formatted(frame.operation()));
        }
        if (frame.state() != state) {
            throw new GarbledException("state: %d".formatted(frame.state()));
        }
        if (!frame.room().equals(room)) throw new GarbledException("another room");
        return frame.payload();
    }
}
