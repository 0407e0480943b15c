package chat.madang.tools.talk;

/// Asks the person what a protocol has to know before they can talk; typing thread.
///
/// At a terminal an answer that cannot be taken is asked for again. With pipes every question is
/// answered by one line of the input, and there is no second try: the next line is a message.
public final class Questions {
    private final Screen screen;

    /// Asks on `screen`.
    public Questions(Screen screen) {
        this.screen = screen;
    }

    /// The answer, not blank; and without blanks around it, unless it is secret. Blocks.
    ///
    /// @throws UnansweredException when the person leaves, or the input ends or answers with
    ///   nothing
    public String ask(Question question) throws UnansweredException {
        while (true) {
            var answer = screen.ask(question);
            if (answer.isPresent() && !answer.get().isBlank()) {
                return question.secret() ? answer.get() : answer.get().strip();
            }
            if (screen.isAttended() && answer.isEmpty()) throw new UnansweredException("");
            if (!screen.isAttended()) {
                throw new UnansweredException(
                        question.prompt() + "nothing (expected: a line of the input)");
            }
        }
    }

    /// Tells the person something that is no part of the conversation. Any thread.
    ///
    /// @param line need not be harmless
    public void tell(String line) {
        screen.warn(line);
    }

    /// Says why the last answer could not be taken, and asks again.
    ///
    /// @param why one line, which need not be harmless
    /// @throws UnansweredException as [#ask] does, and with pipes always
    public String askAgain(String why, Question question) throws UnansweredException {
        if (!screen.isAttended()) throw new UnansweredException(why);
        screen.warn(why);
        return ask(question);
    }
}
