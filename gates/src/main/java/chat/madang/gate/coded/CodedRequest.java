package chat.madang.gate.coded;

import chat.madang.core.Text;

/// What a client asks for. Names are as they came, because they have answers of their own.
sealed interface CodedRequest {
    /// What only somebody can ask who has come in, under the name that stands in it.
    sealed interface OfPerson extends CodedRequest {
        /// The sender, as the sender says.
        String id();
    }

    /// `001`: come in.
    record Enter(String id) implements CodedRequest {}

    /// `002`: say something to everybody.
    record Say(String id, Text text) implements OfPerson {}

    /// `003`: say something to one person alone.
    record Whisper(String id, String to, Text text) implements OfPerson {}

    /// `004`: go.
    record Leave(String id) implements OfPerson {}

    /// `005`: who is there.
    record ListPeople(String id) implements OfPerson {}

    /// Nothing that makes sense.
    record Malformed() implements CodedRequest {}
}
