package chat.madang.gate.duo;

import chat.madang.core.Name;
import chat.madang.core.Text;

import java.util.Optional;

/// What somebody who has logged in asks for.
sealed interface DuoRequest {
    /// The prefix of what is said, either way.
    String CHAT = "chat/";

    /// The prefix of a wish for a partner.
    String WITH = "chatwith/";

    /// `chatwith/ID`: wants to talk with somebody.
    ///
    /// @param id nothing when no account can be called so
    record ChatWith(Optional<Name> id) implements DuoRequest {}

    /// `chat/TEXT`: says something to the partner.
    record Chat(Text text) implements DuoRequest {}

    /// No bytes but an end: nothing is meant.
    record Blank() implements DuoRequest {}

    /// What is ignored, or refused, because it is not as the protocol has it.
    record Senseless(Fault fault) implements DuoRequest {}

    /// What is wrong with a message.
    enum Fault {
        /// More bytes than a message, or the text in it, may have.
        TOO_LONG,
        /// Other bytes than UTF-8.
        NOT_UTF_8,
        /// No prefix that means something.
        UNKNOWN,
    }

    /// Reads a message without its end.
    static DuoRequest of(String message) {
        if (message.isEmpty()) return new Blank();
        if (message.startsWith(WITH))
            return new ChatWith(Name.of(message.substring(WITH.length())));
        if (!message.startsWith(CHAT)) return new Senseless(Fault.UNKNOWN);
        return Text.of(message.substring(CHAT.length()))
                .<DuoRequest>map(Chat::new)
                .orElseGet(() -> new Senseless(Fault.TOO_LONG));
    }
}
