package chat.madang.tools.rooms;

import java.io.IOException;
import java.util.Optional;

/// How requests and answers are put into [Frames].
sealed interface RoomsWire permits JsonWire, ProtobufWire {
    /// Sends one request. Blocks while the server does not read.
    void write(RoomsRequest request, Frames frames) throws IOException;

    /// The next answer, or nothing when the server closed the connection after the last. Blocks.
    ///
    /// @throws java.io.EOFException when it was closed inside an answer
    /// @throws GarbledException when what arrived is no answer; nothing after it can be trusted
    Optional<RoomsAnswer> read(Frames frames) throws IOException, GarbledException;
}
