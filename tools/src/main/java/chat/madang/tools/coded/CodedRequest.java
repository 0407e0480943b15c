package chat.madang.tools.coded;

/// What a `coded` client asks of the server.
///
/// ```
/// | code: 3 digits | # | id | # | … | # | text, which may contain # |
/// ```
sealed interface CodedRequest {
    /// What separates two fields.
    String DIVIDER = "#";

    /// As it goes over the wire, without the end of the line.
    String line();

    /// Come in.
    record Enter(String id) implements CodedRequest {
        @Override
        public String line() {
            return String.join(DIVIDER, "001", id);
        }
    }

    /// Say something to everybody.
    record Say(String id, String text) implements CodedRequest {
        @Override
        public String line() {
            return String.join(DIVIDER, "002", id, text);
        }
    }

    /// Say something to one person.
    ///
    /// @param to without `#`
    record Whisper(String id, String to, String text) implements CodedRequest {
        @Override
        public String line() {
            return String.join(DIVIDER, "003", id, to, text);
        }
    }

    /// Go.
    record Go(String id) implements CodedRequest {
        @Override
        public String line() {
            return String.join(DIVIDER, "004", id);
        }
    }

    /// List who is here.
    record ListPeople(String id) implements CodedRequest {
        @Override
        public String line() {
            return String.join(DIVIDER, "005", id);
        }
    }
}
