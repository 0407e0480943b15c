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
/// @param nonce what the author's client calls it: what is said again under the same nonce, by the
///   same name, to the same room or person, is not said twice when its author waits for it to be
///   stored ([Command.Answer#WHEN_STORED]), but noted with the stamp that it had
public record Manner(
        boolean notice,
        Optional<Rank> least,
        Tags tags,
        List<Integer> joints,
        Optional<Nonce> nonce) {
    /// As most is said.
    public static final Manner PLAIN = new Manner(false, Optional.empty(), Tags.NONE, List.of());

    public Manner {
        joints = List.copyOf(joints);
    }

    /// Of what has no nonce.
    public Manner(boolean notice, Optional<Rank> least, Tags tags, List<Integer> joints) {
        this(notice, least, tags, joints, Optional.empty());
    }
}
