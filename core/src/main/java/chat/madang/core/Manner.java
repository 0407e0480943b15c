package chat.madang.core;

import java.util.List;
import java.util.Optional;

/// How something is said.
///
/// @param notice whether nobody's program may answer it
/// @param least for members of that rank and above alone
/// @param tags what the author's client says to others' clients; the core does not look at it
/// @param joints where the author's client had to cut a line that is one: offsets into the text, in
///   their order
public record Manner(boolean notice, Optional<Rank> least, Tags tags, List<Integer> joints) {
    /// As most is said.
    public static final Manner PLAIN = new Manner(false, Optional.empty(), Tags.NONE, List.of());

    public Manner {
        joints = List.copyOf(joints);
    }
}
