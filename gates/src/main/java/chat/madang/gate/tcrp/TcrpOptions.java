package chat.madang.gate.tcrp;

/// How the `tcrp` gate is set up.
///
/// @param payloadBytesMax the longest payload of a request, in bytes: 1..[#PAYLOAD_BYTES_MAX]
/// @param idleSeconds how long a client may send nothing before it is removed, 1..
/// @param capacity the most people in a room that is made here, 1..
public record TcrpOptions(int payloadBytesMax, int idleSeconds, int capacity) {
    /// What the protocol allows at the most.
    public static final int PAYLOAD_BYTES_MAX = 1 << 29;

    /// @throws IllegalArgumentException when a bound is out of its range
    public TcrpOptions {
        if (payloadBytesMax < 1 || payloadBytesMax > PAYLOAD_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "payload: %d (expected: 1..%d)".formatted(payloadBytesMax, PAYLOAD_BYTES_MAX));
        }
        if (idleSeconds < 1 || capacity < 1) {
            throw new IllegalArgumentException(
                    "idle: %d, capacity: %d (expected: 1..)".formatted(idleSeconds, capacity));
        }
    }
}
