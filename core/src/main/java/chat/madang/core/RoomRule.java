package chat.madang.core;

/// What may hold in a room, besides its [RoomPolicy]; its operators change it.
public enum RoomRule {
    /// Only who was invited may join.
    INVITED_ONLY,
    /// Only who has a voice may speak.
    MODERATED,
    /// Only members may speak.
    MEMBERS_ONLY,
    /// Nobody sees that the room is there, but who is in it.
    HIDDEN,
    /// Only half-operators may set the topic.
    TOPIC_GUARDED,
    /// Nobody's client may be asked for something by a message.
    NO_REQUESTS,
    /// Only who is here as an account may join.
    ACCOUNTS_ONLY,
}
