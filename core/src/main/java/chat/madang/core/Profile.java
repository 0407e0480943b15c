package chat.madang.core;

import java.util.Optional;
import java.util.Set;

/// What is told of a person besides the name. A changed one is another value.
///
/// @param gate where they came in: the gate's name; empty when nobody said
/// @param user what they are called on their own machine, as they say; may be empty
/// @param host where from, as everybody may see it: it stands for the address and hides it
/// @param address where from, for themselves and for operators; may be empty
/// @param realName what they say of themselves; may be empty
/// @param account the account that they are here as
/// @param away what they have said of their absence, while they are not at their client
/// @param traits what else holds of them
public record Profile(
        String gate,
        String user,
        String host,
        String address,
        String realName,
        Optional<Name> account,
        Optional<Text> away,
        Set<Trait> traits) {
    /// Of whom nothing is known.
    public static final Profile UNKNOWN = new Profile("", "", "", "");

    /// What is so or is not.
    public enum Trait {
        /// Is shown to nobody who shares no room with them.
        INVISIBLE,
        /// May expel people, and is asked when something is wrong.
        OPERATOR,
        /// Hears what operators announce.
        ANNOUNCEMENTS,
        /// Is a program.
        BOT,
        /// Hears whispers only of people who are here as an account.
        ACCOUNTS_ONLY,
    }

    public Profile {
        traits = Set.copyOf(traits);
    }

    /// Somebody who has just come.
    public Profile(String gate, String user, String host, String address) {
        this(gate, user, host, address, "", Optional.empty(), Optional.empty(), Set.of());
    }

    /// Whether that holds of them.
    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /// The same person with something else to say of themselves.
    public Profile withRealName(String other) {
        return new Profile(gate, user, host, address, other, account, away, traits);
    }

    /// The same person as another account, or as none.
    public Profile withAccount(Optional<Name> other) {
        return new Profile(gate, user, host, address, realName, other, away, traits);
    }

    /// The same person away, or back.
    public Profile withAway(Optional<Text> other) {
        return new Profile(gate, user, host, address, realName, account, other, traits);
    }

    /// The same person of whom other things hold.
    public Profile withTraits(Set<Trait> other) {
        return new Profile(gate, user, host, address, realName, account, away, other);
    }
}
