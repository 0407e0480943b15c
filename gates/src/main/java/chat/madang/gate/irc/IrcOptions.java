package chat.madang.gate.irc;

import chat.madang.core.Name;
import chat.madang.gate.NewAccounts;
import chat.madang.gate.Pace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/// How the `irc` gate is set up.
///
/// @param server what the server calls itself on every line
/// @param network what its people call it
/// @param info what WHOIS says of the server
/// @param motd the message of the day, line by line; may be empty
/// @param admin whom to ask, up to three lines
/// @param password what everybody has to say to come in
/// @param operators the accounts whose people may be operators, by the keys of their names
/// @param accounts how people can make accounts
/// @param pace how fast people may talk
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
        NewAccounts accounts,
        Pace pace,
        int roomsMax,
        int capacity,
        String version,
        Instant startedAt) {
    /// Whom clients write to that know nothing newer; nobody can have that name.
    public static final Name SERVICE = new Name("NickServ");

    public IrcOptions {
        motd = List.copyOf(motd);
        admin = List.copyOf(admin);
        operators = Set.copyOf(operators);
    }

    /// The same, but for what others say that can change while the server runs: the message of the
    /// day, whom to ask, what the server says of itself, and who may be an operator.
    IrcOptions reread(IrcOptions others) {
        return new IrcOptions(
                server,
                network,
                others.info,
                others.motd,
                others.admin,
                password,
                others.operators,
                accounts,
                pace,
                roomsMax,
                capacity,
                version,
                startedAt);
    }

    /// Where they come from, to be read again.
    public interface Source {
        /// What it is called.
        String file();

        /// How the gate would be set up if the server started now; or a failure, whose message says
        /// why it cannot be. Does not block. Completed by any thread.
        CompletionStage<IrcOptions> read();
    }
}
