package chat.madang.gate.open;

import chat.madang.core.Text;

/// What a person in the room asks for. Nicknames and times are as they came, because they have
/// answers of their own.
sealed interface OpenRequest {
    /// Any line that is no command.
    record Say(Text text) implements OpenRequest {}

    /// `/rename NICKNAME`
    record Rename(String nickname) implements OpenRequest {}

    /// `/whisper NICKNAME MESSAGE`
    record Whisper(String nickname, Text text) implements OpenRequest {}

    /// `/schedule HH:MM MESSAGE`
    record Schedule(String time, Text text) implements OpenRequest {}

    /// `/user`
    record ListPeople() implements OpenRequest {}

    /// `/kick NICKNAME`
    record Kick(String nickname) implements OpenRequest {}

    /// `/quit`
    record Quit() implements OpenRequest {}

    /// A blank line.
    record Nothing() implements OpenRequest {}

    /// Nothing that makes sense.
    ///
    /// @param why what the peer is told
    record Malformed(String why) implements OpenRequest {}
}
