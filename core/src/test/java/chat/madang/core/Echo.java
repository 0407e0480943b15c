package chat.madang.core;

import chat.madang.core.Command.Say;
import chat.madang.core.Command.Whisper;

/// What is said again under the same nonce.
///
/// @param oracle how things stand before it is
record Echo(Oracle oracle) {
    /// Whether it was said before, so that whether it may be said is no question.
    boolean isHeard(Command command) {
        return switch (command) {
            case Say say -> oracle.before(say).isPresent();
            case Whisper whisper -> oracle.before(whisper, hearer(whisper)).isPresent();
            default -> false;
        };
    }

    /// Who hears a whisper, or would if they were here.
    Name hearer(Whisper whisper) {
        return new Reasons(oracle)
                .meant(whisper.to(), whisper.spelling())
                .map(Person::name)
                .orElse(whisper.to());
    }
}
