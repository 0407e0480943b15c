package chat.madang.tools.bench;

import java.time.Duration;
import java.util.OptionalLong;

/// What one run does.
///
/// @param size bytes of a message's text, padding included
/// @param server the process whose CPU time and memory are read, if any
record Load(Party party, Pace pace, int size, Times times, OptionalLong server) {
    /// How long things take.
    ///
    /// @param warmup the talk before the measured part
    /// @param measured the measured part; of a silent run, how long people stay
    /// @param patience after how long without any progress a server counts as stuck
    record Times(Duration warmup, Duration measured, Duration patience) {}
}
