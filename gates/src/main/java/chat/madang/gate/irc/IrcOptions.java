package chat.madang.gate.irc;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How the `irc` gate is set up.
///
/// @param server what the server calls itself on every line
/// @param network what its people call it
/// @param info what WHOIS and LINKS say of the server
/// @param motd the message of the day, line by line; may be empty
/// @param admin whom to ask, up to three lines
/// @param password what everybody has to say to come in
/// @param operators the accounts whose people may be operators, by the keys of their names
/// @param registration whether people can make accounts
/// @param reserved the keys of the names that no account can have
/// @param roomsMax how many rooms one person can be in
/// @param capacity how many people fit into a room that is made here
/// @param version of the software
/// @param startedAt when the server was started
public record IrcOptions(
        String server,
        String network,
        String info,
        List<String> motd,
        List<String> admin,
        Optional<String> password,
        Set<String> operators,
        boolean registration,
        Set<String> reserved,
        int roomsMax,
        int capacity,
        String version,
        Instant startedAt) {
    public IrcOptions {
        motd = List.copyOf(motd);
        admin = List.copyOf(admin);
        operators = Set.copyOf(operators);
        reserved = Set.copyOf(reserved);
    }
}
