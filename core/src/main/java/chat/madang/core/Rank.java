package chat.madang.core;

/// What a member of a room may do there, from the least to the most. One may have several.
public enum Rank {
    /// May speak where not everybody may.
    VOICE,
    /// May set the topic, throw people out, keep them out, and give them a voice.
    HALF_OPERATOR,
    /// May change the room, and give ranks.
    OPERATOR,
    /// Whose room it is.
    HOST,
}
