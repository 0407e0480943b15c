package chat.madang.tools.relay;

import chat.madang.tools.talk.Address;
import chat.madang.tools.talk.CannotConnectException;
import chat.madang.tools.talk.Question;
import chat.madang.tools.talk.Questions;
import chat.madang.tools.talk.Rhythm;
import chat.madang.tools.talk.UnansweredException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;

/// The way in: asks for a user name until the server lets it in.
record Reception(Address address, Questions questions, Rhythm rhythm) {
    private static final Question NAME = Question.open("User name: ");

    /// Comes in, under the name that the person answers with. Blocks.
    ///
    /// @throws CannotConnectException when nobody listens at the address
    Arrival enter() throws CannotConnectException, UnansweredException {
        return enter(questions.ask(NAME));
    }

    /// Comes in under `name`, or another that the person answers with when it cannot be.
    ///
    /// @throws CannotConnectException when nobody listens at the address
    Arrival enter(String name) throws CannotConnectException, UnansweredException {
        var wish = name;
        while (true) {
            var objection = objection(wish);
            if (objection.isEmpty()) {
                var arrival = announce(wish);
                objection = arrival.refusal().map(why -> "The server says: " + why);
                if (objection.isEmpty()) return arrival;
                arrival.datagrams().close();
            }
            wish = questions.askAgain(objection.get(), NAME);
        }
    }

    private static Optional<String> objection(String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes <= RelayMessage.NAME_BYTES_MAX) return Optional.empty();
        return Optional.of(
                "user name: %d bytes (expected: %d at most)"
                        .formatted(bytes, RelayMessage.NAME_BYTES_MAX));
    }

    /// Tries the host's addresses one after the other, as only an answer tells which is right.
    private Arrival announce(String name) throws CannotConnectException {
        var failures = new ArrayList<IOException>();
        for (var host : address.lookUp()) {
            try {
                return Arrival.at(new InetSocketAddress(host, address.port()), name, rhythm);
            } catch (IOException failure) {
                failures.add(failure);
            }
        }
        throw new CannotConnectException(address, failures.getFirst());
    }
}
