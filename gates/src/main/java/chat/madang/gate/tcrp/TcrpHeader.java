package chat.madang.gate.tcrp;

import io.netty.buffer.ByteBuf;

/// What stands before the room's name and the payload, either way.
///
/// ```
/// | RoomNameSize: 1 | Operation: 1 | State: 1 | OperationPayloadSize: 29 |      32 bytes
/// ```
///
/// @param sizeForm how the payload's size is written
/// @param payloadBytes 0..[SizeForm#TOO_LARGE]
record TcrpHeader(int roomBytes, int operation, int state, SizeForm sizeForm, long payloadBytes) {
    /// How long it is.
    static final int BYTES = 3 + SizeForm.BYTES;

    static final int CREATE = 1;
    static final int JOIN = 2;

    static final int REQUEST = 0;
    static final int STATUS = 1;
    static final int TOKEN = 2;

    /// Takes a header away.
    ///
    /// @param in at least [#BYTES]
    static TcrpHeader read(ByteBuf in) {
        int roomBytes = in.readUnsignedByte();
        int operation = in.readUnsignedByte();
        int state = in.readUnsignedByte();
        var sizeForm = SizeForm.of(in);
        return new TcrpHeader(roomBytes, operation, state, sizeForm, sizeForm.read(in));
    }

    /// Whether it is what a client may ask.
    boolean isRequest(int payloadBytesMax) {
        return roomBytes > 0
                && (operation == CREATE || operation == JOIN)
                && state == REQUEST
                && payloadBytes <= payloadBytesMax;
    }
}
