package chat.madang.gate;

import java.util.Set;

/// How people make accounts by themselves.
///
/// @param open whether they can
/// @param beforeConnect whether they can before they are in the yard
/// @param emailRequired whether they have to say where letters reach them
/// @param reserved the keys of the names that no account can have
public record NewAccounts(
        boolean open, boolean beforeConnect, boolean emailRequired, Set<String> reserved) {
    public NewAccounts {
        reserved = Set.copyOf(reserved);
    }
}
