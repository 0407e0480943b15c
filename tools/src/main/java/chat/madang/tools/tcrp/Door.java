package chat.madang.tools.tcrp;

import chat.madang.tools.talk.Address;
import chat.madang.tools.talk.CannotConnectException;
import chat.madang.tools.talk.Question;
import chat.madang.tools.talk.Questions;
import chat.madang.tools.talk.Rhythm;
import chat.madang.tools.talk.UnansweredException;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The way into one room: asks for a user name until the server lets it in.
///
/// @param address for TCP and UDP alike
/// @param room the room's name; in UTF-8 1..[Frame#ROOM_BYTES_MAX] bytes
/// @param create whether the room is to be made, with this person as its host
record Door(Address address, String room, boolean create, Questions questions, Rhythm rhythm) {
    private static final Question NAME = Question.open("User name: ");

    /// Comes in, under the name that the person answers with. Blocks.
    ///
    /// @throws CannotConnectException when the server cannot be reached, says what is not `tcrp`,
    ///   or lets nobody in
    Seat enter() throws CannotConnectException, UnansweredException {
        return enter(questions.ask(NAME), this::knock);
    }

    /// Comes in under `name` again, or another that the person answers with when it cannot be; a
    /// room that was to be made may be there still. Blocks.
    ///
    /// @throws CannotConnectException as [#enter] does
    Seat enterAgain(String name) throws CannotConnectException, UnansweredException {
        return enter(name, this::knockAgain);
    }

    /// A way of asking for the room.
    @FunctionalInterface
    private interface Knock {
        /// Asks for it under `name`.
        Answer answer(String name) throws CannotConnectException;
    }

    private Seat enter(String name, Knock knock)
            throws CannotConnectException, UnansweredException {
        var wish = name;
        while (true) {
            var objection = objection(wish);
            if (objection.isEmpty()) {
                switch (knock.answer(wish)) {
                    case Answer.Granted(var ticket) -> {
                        return sit(wish, ticket);
                    }
                    case Answer.Refused(var why) when why == Refusal.NAME ->
                            objection = Optional.of("user name: " + why.sentence());
                    case Answer.Refused(var why) ->
                            throw new CannotConnectException(
                                    "cannot enter %s: %s".formatted(room, why.sentence()));
                }
            }
            wish = questions.askAgain(objection.get(), NAME);
        }
    }

    private static Optional<String> objection(String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes <= Frame.PAYLOAD_BYTES_MAX) return Optional.empty();
        return Optional.of(
                "user name: %d bytes (expected: %d at most)"
                        .formatted(bytes, Frame.PAYLOAD_BYTES_MAX));
    }

    private Answer knock(String name) throws CannotConnectException {
        return ask(create ? Operation.CREATE : Operation.JOIN, name);
    }

    private Answer knockAgain(String name) throws CannotConnectException {
        var answer = knock(name);
        return answer.equals(new Answer.Refused(Refusal.ROOM_EXISTS))
                ? ask(Operation.JOIN, name)
                : answer;
    }

    private Answer ask(Operation operation, String name) throws CannotConnectException {
        try {
            return new Control(operation, room).ask(address, name);
        } catch (CannotConnectException known) {
            throw known;
        } catch (GarbledException garbled) {
            throw new CannotConnectException(
                    "%s answers what is not tcrp (%s). Is it the right port?"
                            .formatted(address, garbled.getMessage()));
        } catch (EOFException cut) {
            throw new CannotConnectException(
                    "%s closes before it has answered. Is it the right port?".formatted(address));
        } catch (IOException failure) {
            throw new CannotConnectException(address, failure);
        }
    }

    private Seat sit(String name, Ticket ticket) throws CannotConnectException {
        try {
            return Seat.take(name, ticket, address.port(), rhythm);
        } catch (IOException failure) {
            throw new CannotConnectException(address, failure);
        }
    }
}
