package chat.madang.gate.duo;

/// The sentences of the protocol, to the letter. docs/protocols/duo.md.
final class DuoTexts {
    static final String AWAY =
            "this user is not in the chat program now, your message will be stored in the user's"
                    + " message store";
    static final String HERE = "this user is in the chat program, have a good time!";
    static final String GONE = "connection is destroyed";
    static final String STORE_FULL =
            "the user's message store is full, your message was not stored";
    static final String NOT_STORED =
            "the user's message store cannot be written to now, your message was not stored";
    static final String TOO_LONG = "your message is too long, it was not sent";
    static final String NOT_UTF_8 = "your message is not UTF-8, it was not sent";
    static final String UNKNOWN = "your message has neither chat/ nor chatwith/, it was not sent";
    static final String GOODBYE = "the server is going down";

    private DuoTexts() {}
}
