package chat.madang.tools.tcrp;

import java.util.Arrays;
import java.util.Optional;

/// Why a request for a room was refused.
enum Refusal {
    ROOM_EXISTS("1", "there is such a room already; without ?create you join it"),
    NO_SUCH_ROOM("2", "there is no such room; with ?create you make it"),
    NAME("3", "the name is taken or cannot be used"),
    FULL("4", "the room is full"),
    MALFORMED("5", "the server cannot make sense of the request");

    private final String status;
    private final String sentence;

    Refusal(String status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    /// The refusal that `status` stands for, if it is one.
    static Optional<Refusal> of(String status) {
        return Arrays.stream(values()).filter(why -> why.status.equals(status)).findFirst();
    }

    /// What to tell the person: half a sentence.
    String sentence() {
        return sentence;
    }
}
