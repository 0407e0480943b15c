package chat.madang.tools.tcrp;

/// What is asked for.
enum Operation {
    /// A new room, with the asker as its host.
    CREATE(1),

    /// A room that is there.
    JOIN(2);

    private final int code;

    Operation(int code) {
        this.code = code;
    }

    /// Its byte in a frame.
    int code() {
        return code;
    }
}
