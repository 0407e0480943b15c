package chat.madang.gate.tcrp;

import chat.madang.core.Refusal;

/// How a request came out; on the wire, its number.
enum TcrpStatus {
    DONE(0),
    ROOM_EXISTS(1),
    NO_SUCH_ROOM(2),
    NAME_REFUSED(3),
    ROOM_FULL(4),
    MALFORMED(5);

    private final int number;

    TcrpStatus(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static TcrpStatus of(Refusal why) {
        return switch (why) {
            case ROOM_EXISTS -> ROOM_EXISTS;
            case NO_SUCH_ROOM -> NO_SUCH_ROOM;
            case NAME_TAKEN, NAME_RESERVED -> NAME_REFUSED;
            case ROOM_FULL -> ROOM_FULL;
            // Whoever is kept out of a room finds none.
            case BANNED, WRONG_KEY, NOT_INVITED, NO_ACCOUNT -> NO_SUCH_ROOM;
            // What a request cannot lead to.
            case NOT_ENTERED,
                    ALREADY_ENTERED,
                    ALREADY_A_MEMBER,
                    NOT_A_MEMBER,
                    NOT_RANKED,
                    TOO_SOON,
                    NO_SUCH_PERSON,
                    ONESELF,
                    NO_ADDRESSEE,
                    MAILBOX_FULL,
                    TOO_MANY_SCHEDULED,
                    NO_SUCH_MESSAGE,
                    NOT_STORED,
                    NOT_AN_OPERATOR,
                    OUTRANKED,
                    WRONG_PLACE,
                    NO_VOICE,
                    NO_REQUESTS,
                    LIST_FULL ->
                    MALFORMED;
        };
    }
}
