package chat.madang.gate.tcrp;

import chat.madang.core.Title;

/// What a client asks over TCP, and what its answer repeats.
sealed interface TcrpRequest {
    TcrpHeader header();

    /// The room's name as it came; empty when it is not UTF-8.
    String room();

    PayloadForm form();

    /// Wants into a room, which may be to make.
    ///
    /// @param wish the wished name, as it came
    record Entry(TcrpHeader header, String room, PayloadForm form, Title title, String wish)
            implements TcrpRequest {
        boolean creates() {
            return header.operation() == TcrpHeader.CREATE;
        }
    }

    /// Nothing that can be understood.
    record Malformed(TcrpHeader header, String room, PayloadForm form) implements TcrpRequest {}
}
