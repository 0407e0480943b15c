package chat.madang.tools.duo;

import chat.madang.tools.talk.Address;
import chat.madang.tools.talk.CannotConnectException;
import chat.madang.tools.talk.Doorstep;
import chat.madang.tools.talk.Question;
import chat.madang.tools.talk.Questions;
import chat.madang.tools.talk.TextConnection;
import chat.madang.tools.talk.UnansweredException;

import java.util.Optional;

/// The way in: asks for an ID and a password until the server lets them in.
record DuoReception(Address address, Questions questions) {
    private static final Question ID = Question.open("ID: ");
    private static final Question PASSWORD = Question.secret("Password: ");

    /// Somebody who has been let in.
    record Arrival(Login login, TextConnection connection) {}

    /// Comes in. Blocks.
    ///
    /// @param known what to try before asking
    /// @throws CannotConnectException also when the server does not speak `duo`
    Arrival enter(Optional<Login> known) throws CannotConnectException, UnansweredException {
        var doorstep = new Doorstep(address, '\0');
        try {
            var login = known.isPresent() ? known.get() : ask(questions.ask(ID));
            while (!isRight(login, doorstep)) {
                var id = questions.askAgain("There is no such ID with that password.", ID);
                login = ask(id);
            }
            return new Arrival(login, doorstep.connection());
        } catch (CannotConnectException | UnansweredException refused) {
            doorstep.leave();
            throw refused;
        }
    }

    private Login ask(String wish) throws UnansweredException {
        var id = wish;
        while (!Login.fits(id)) id = questions.askAgain(misfit("ID"), ID);
        var password = questions.ask(PASSWORD);
        while (!Login.fits(password)) password = questions.askAgain(misfit("password"), PASSWORD);
        return new Login(id, password);
    }

    private static String misfit(String what) {
        return "%s: does not fit (expected: 1..%d bytes of UTF-8, no NUL)"
                .formatted(what, Login.FIELD_BYTES_MAX);
    }

    private boolean isRight(Login login, Doorstep doorstep) throws CannotConnectException {
        var answer =
                doorstep.answer(connection -> {
                    connection.writeBytes(login.bytes());
                    return connection.readByte().map(String::valueOf);
                });
        return switch (answer) {
            case "1" -> true;
            case "0" -> false;
            default ->
                    throw new CannotConnectException(
                            "%s answers what is not duo. Is it the right port?".formatted(address));
        };
    }
}
