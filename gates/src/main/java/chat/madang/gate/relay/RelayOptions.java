package chat.madang.gate.relay;

import chat.madang.core.Handle;

/// How the `relay` gate is set up.
///
/// @param home the room in which everybody is who comes in here
/// @param idleSeconds how long a client may send nothing before it is removed, 1..
/// @param datagramsPerSecond how many datagrams a source may send on average, 1..
public record RelayOptions(Handle home, int idleSeconds, int datagramsPerSecond) {
    /// How many seconds' worth of datagrams may come at once.
    private static final int BURST_SECONDS = 3;

    /// @throws IllegalArgumentException when a bound is not positive
    public RelayOptions {
        if (idleSeconds < 1 || datagramsPerSecond < 1) {
            throw new IllegalArgumentException(
                    "idle: %d, rate: %d (expected: 1..)"
                            .formatted(idleSeconds, datagramsPerSecond));
        }
    }

    /// How many datagrams may come at once.
    int burst() {
        return times(BURST_SECONDS);
    }

    /// A multiple of [#datagramsPerSecond], cut to what fits.
    int times(int factor) {
        return (int) Math.min((long) datagramsPerSecond * factor, Integer.MAX_VALUE);
    }
}
