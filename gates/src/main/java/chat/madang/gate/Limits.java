package chat.madang.gate;

/// The bounds that all gates share.
///
/// @param outboundBytesMax how much a connection may have unsent before it is closed, in bytes
/// @param connectionsMax how many connections there may be at once, over all gates
public record Limits(int outboundBytesMax, int connectionsMax) {
    /// The least that [#outboundBytesMax] can be: room for the longest single answer, twice.
    public static final int OUTBOUND_BYTES_MIN = 128 * 1024;

    /// @throws IllegalArgumentException when a bound is out of its range
    public Limits {
        if (outboundBytesMax < OUTBOUND_BYTES_MIN) {
            throw new IllegalArgumentException(
                    "outbound: %d (expected: %d..)"
                            .formatted(outboundBytesMax, OUTBOUND_BYTES_MIN));
        }
        if (connectionsMax < 1) {
            throw new IllegalArgumentException(
                    "connections: %d (expected: 1..)".formatted(connectionsMax));
        }
    }

    /// From how many unsent bytes on a connection counts as lagging.
    int lagBytes() {
        return outboundBytesMax / 4;
    }

    /// What a connection may leave unread when memory for buffers is short.
    int scarceBytes() {
        return outboundBytesMax / 16;
    }
}
