package chat.madang.core;

import java.util.Optional;

/// Where people become accounts, and prove that they are one without saying their password. Nothing
/// here blocks: it is done elsewhere, a few at a time.
public interface Registry {
    /// Makes an account; nothing when there is one of that name. Answered when it is on disk. The
    /// core is to be told ([Command.KnowAccounts]) before somebody logs in as it.
    ///
    /// @param password not kept, and wiped when it was used
    /// @param email kept with the account
    void register(
            Name name, byte[] password, Optional<Email> email, Reply<Optional<Account>> reply);

    /// Asks with what somebody proves to be that account. Of a name that is nobody's, and of an
    /// account whose password was not seen since there is such a proof, the answer looks the same,
    /// but for [ScramKeys#account].
    ///
    /// @param name what somebody says the account is called; any text
    void scram(String name, Reply<ScramKeys> reply);
}
