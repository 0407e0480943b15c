package chat.madang.gate;

import chat.madang.core.Account;

import java.util.Optional;

/// Whoever knows the accounts' passwords.
public interface PasswordCheck {
    /// The account of that name, if that is its password.
    ///
    /// Blocks, for long: looking costs memory and time on purpose, as much for a name that nobody
    /// has. Called by several threads at once.
    ///
    /// @param name what somebody says the account is called; any text
    /// @param password only read, and not kept: whoever calls wipes it
    Optional<Account> check(String name, byte[] password);
}
