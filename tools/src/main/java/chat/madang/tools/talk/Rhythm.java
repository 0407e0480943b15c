package chat.madang.tools.talk;

import java.time.Duration;

/// How often [Datagrams] are sent, and how long their silence has to last to mean something.
///
/// @param sign after so long without a datagram one more is sent, as a sign of life
/// @param silence when nothing came for so long, nothing more will: no answer, or no more last
///   words
/// @param gap two datagrams are sent so far apart, or the network and the server drop some
public record Rhythm(Duration sign, Duration silence, Duration gap) {
    /// Servers remove whoever is silent for five minutes, and take twenty datagrams a second.
    public static final Rhythm USUAL =
            new Rhythm(Duration.ofMinutes(2), Duration.ofSeconds(1), Duration.ofMillis(55));
}
