package chat.madang.gate.rooms;

import chat.madang.core.RoomPolicy;

/// How the `rooms` gate is set up.
///
/// @param format which formats are spoken
/// @param shutdown whom `/shutdown` obeys
/// @param roomPolicy the rules of the rooms that are made here
public record RoomsOptions(Format format, Shutdown shutdown, RoomPolicy roomPolicy) {
    /// Which formats are spoken.
    public enum Format {
        /// Whichever a connection's first frame is in.
        AUTO,
        /// JSON alone.
        JSON,
        /// Protobuf alone.
        PROTOBUF,
    }

    /// Whom `/shutdown` obeys.
    public enum Shutdown {
        /// Those who connect from this machine.
        LOOPBACK,
        /// Everybody.
        ANYONE,
        /// Nobody.
        NEVER,
    }
}
