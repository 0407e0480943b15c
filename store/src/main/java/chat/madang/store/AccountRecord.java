package chat.madang.store;

import chat.madang.core.Account;
import chat.madang.core.Email;

import java.time.Instant;
import java.util.Optional;

/// What is known of an account: the user record of the `duo` protocol. Never the password.
///
/// @param email where letters reach them, as they have said
/// @param here whether its person is in the yard, as far as the last running server has written
/// @param origin where they connect from; empty when away
/// @param addressee whom they write to; empty when nobody, or away
/// @param kept how many messages wait for them
public record AccountRecord(
        Account account,
        Optional<Email> email,
        Instant created,
        boolean here,
        String origin,
        String addressee,
        int kept) {}
