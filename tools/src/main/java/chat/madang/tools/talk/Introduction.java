package chat.madang.tools.talk;

import java.util.Optional;

/// How a person gives their name to a server, until it is one that the server takes.
public record Introduction(Address address, Questions questions, Rules rules) {
    private static final char LINE_END = '\n';

    /// What one protocol has to say about it.
    public interface Rules {
        /// Asks for the name.
        Question question();

        /// Why the server need not be bothered with `name`: one line for the person, or nothing.
        Optional<String> objection(String name);

        /// What the server is told, without the end of the line.
        String request(String name);

        /// Why the server wants another name: one line for the person, or nothing when it takes it.
        ///
        /// @param answer the line that came for the request
        /// @throws CannotConnectException when it takes nobody
        Optional<String> refusal(String answer) throws CannotConnectException;
    }

    /// Somebody whom the server has taken.
    ///
    /// @param first the line that it did so with, which is still to be shown
    public record Arrival(String name, TextConnection connection, String first) {}

    /// Connects, and asks for a name. Blocks.
    ///
    /// @param known a name to try before asking
    public Arrival make(Optional<String> known) throws CannotConnectException, UnansweredException {
        var doorstep = new Doorstep(address, LINE_END);
        try {
            var name = known.isPresent() ? known.get() : questions.ask(rules.question());
            while (true) {
                var objection = rules.objection(name);
                if (objection.isEmpty()) {
                    var answer = answer(doorstep, rules.request(name));
                    objection = rules.refusal(answer);
                    if (objection.isEmpty()) {
                        return new Arrival(name, doorstep.connection(), answer);
                    }
                }
                name = questions.askAgain(objection.get(), rules.question());
            }
        } catch (CannotConnectException | UnansweredException noArrival) {
            doorstep.leave();
            throw noArrival;
        }
    }

    private static String answer(Doorstep doorstep, String request) throws CannotConnectException {
        return doorstep.answer(connection -> {
            connection.write(request);
            return connection.read();
        });
    }
}
