package chat.madang.gate.web;

import chat.madang.core.Handle;
import chat.madang.gate.NewAccounts;
import chat.madang.gate.Pace;

import java.util.Set;

/// How the `web` gate is set up.
///
/// @param home the room that the page begins with
/// @param origins the pages of other servers that may use the API: `https://chat.example`
/// @param accounts how people can make accounts
/// @param pace how fast people may ask
/// @param lingerSeconds how long somebody stays who has lost the connection: 0..
/// @param capacity how many people fit into a room that is made here, and at most
/// @param roomsMax in how many rooms somebody can be: 1..
/// @param version of the software
public record WebOptions(
        Handle home,
        Set<String> origins,
        NewAccounts accounts,
        Pace pace,
        int lingerSeconds,
        int capacity,
        int roomsMax,
        String version) {
    public WebOptions {
        origins = Set.copyOf(origins);
    }
}
