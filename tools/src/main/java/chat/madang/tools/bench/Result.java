package chat.madang.tools.bench;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The numbers of one run.
///
/// @param connectsPerSecond from the first TCP connect until the last person was let in
/// @param joinsPerSecond nothing when nobody joined
/// @param talk nothing of a silent run
/// @param serverResidentBytes at the end; nothing without a process to look at
record Result(
        double connectsPerSecond,
        OptionalDouble joinsPerSecond,
        Optional<Talked> talk,
        OptionalLong serverResidentBytes,
        Faults faults) {

    /// The measured part.
    ///
    /// @param serverCpuSeconds nothing without a process to look at
    /// @param generatorCpuSeconds nothing where there is no `/proc`
    record Talked(
            double seconds,
            long messages,
            long deliveries,
            Latency latency,
            OptionalDouble serverCpuSeconds,
            OptionalDouble generatorCpuSeconds) {
        double messagesPerSecond() {
            return messages / seconds;
        }

        double deliveriesPerSecond() {
            return deliveries / seconds;
        }

        /// Microseconds of the server's CPU time for one delivery.
        OptionalDouble serverCpuMicros() {
            return micros(serverCpuSeconds);
        }

        /// The same of the generator itself.
        OptionalDouble generatorCpuMicros() {
            return micros(generatorCpuSeconds);
        }

        private OptionalDouble micros(OptionalDouble seconds) {
            if (seconds.isEmpty() || deliveries == 0) return OptionalDouble.empty();
            return OptionalDouble.of(seconds.getAsDouble() * 1e6 / deliveries);
        }
    }

    /// From sending, or the time when it should have been, to each delivery; in milliseconds.
    record Latency(double p50, double p90, double p99, double p999, double max) {}
}
