package chat.madang.gate.irc;

import io.netty.buffer.ByteBufUtil;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What a client and the server agree on ([capability
/// negotiation](https://ircv3.net/specs/extensions/capability-negotiation)).
final class CapNegotiation {
    /// Says that another line follows.
    private static final String MORE = "*";

    private static final int CAP_VERSION = 302;

    private final IrcClient client;
    private final Supplier<String> nick;
    private final Consumer<Reply> done;
    private boolean negotiating;
    private int capVersion;

    /// @param nick what the client is called, or wants to be
    /// @param done what to do when it has said that it is ready to come in
    CapNegotiation(IrcClient client, Supplier<String> nick, Consumer<Reply> done) {
        this.client = client;
        this.nick = nick;
        this.done = done;
    }

    /// Whether the client wants to agree on more before it comes in.
    boolean isNegotiating() {
        return negotiating;
    }

    void hear(IrcLine line, Reply reply) {
        var subcommand = line.param(0).orElse("").toUpperCase(Locale.ROOT);
        switch (subcommand) {
            case "" -> reply.line(client.needMore("CAP"));
            case "LS" -> list(line, reply);
            case "LIST" ->
                    say(
                            "LIST",
                            client.capabilities().stream().map(Capability::wire).sorted().toList(),
                            reply);
            case "REQ" -> request(line, reply);
            case "END" -> {
                negotiating = false;
                if (!client.isInside()) done.accept(reply);
            }
            default ->
                    reply.line(
                            client.numeric("410", line.params().getFirst(), "Invalid CAP command"));
        }
    }

    private void list(IrcLine line, Reply reply) {
        if (!client.isInside()) negotiating = true;
        int version = line.param(1).map(CapNegotiation::number).orElse(0);
        capVersion = Math.max(capVersion, version);
        if (capVersion >= CAP_VERSION) {
            var all = EnumSet.noneOf(Capability.class);
            all.addAll(client.capabilities());
            all.add(Capability.CAP_NOTIFY);
            client.setCapabilities(all);
        }
        var words = new ArrayList<String>();
        for (var capability : Capability.values()) {
            words.add(
                    capVersion >= CAP_VERSION
                            ? capability.withValue(client.options().accounts())
                            : capability.wire());
        }
        say("LS", words, reply);
    }

    private void request(IrcLine line, Reply reply) {
        if (!client.isInside()) negotiating = true;
        var asked = line.params().size() > 1 ? line.params().get(1) : "";
        var wished = wished(asked);
        if (wished == null) {
            answer("NAK", asked, reply);
        } else {
            // The answer itself has the old form; all of it, when it is several lines.
            answer("ACK", asked, reply);
            client.setCapabilities(wished);
        }
    }

    /// Null when there is one that cannot be had, or given up.
    private @Nullable Set<Capability> wished(String asked) {
        var all = EnumSet.noneOf(Capability.class);
        all.addAll(client.capabilities());
        for (var word : asked.strip().split(" +", -1)) {
            if (word.isEmpty()) continue;
            boolean off = word.startsWith("-");
            var capability = Capability.of(off ? word.substring(1) : word).orElse(null);
            if (capability == null) return null;
            boolean stays = capability == Capability.CAP_NOTIFY && capVersion >= CAP_VERSION;
            if (off && stays) return null;
            if (off) {
                all.remove(capability);
            } else {
                all.add(capability);
            }
        }
        return all;
    }

    /// A list, in as many lines as it takes. Who has not asked for the newer form takes each line
    /// for a list of its own.
    private void say(String subcommand, List<String> words, Reply reply) {
        var rows = Rows.of(words, " ", line(subcommand, MORE, "").room());
        for (int i = 0; i < rows.size() - 1; i++) {
            reply.line(
                    capVersion >= CAP_VERSION
                            ? line(subcommand, MORE, rows.get(i))
                            : line(subcommand, rows.get(i)));
        }
        reply.line(line(subcommand, rows.isEmpty() ? "" : rows.getLast()));
    }

    /// The same list as was asked for, in as many lines as it takes.
    private void answer(String subcommand, String asked, Reply reply) {
        if (ByteBufUtil.utf8Bytes(asked) <= line(subcommand, "").room()) {
            reply.line(line(subcommand, asked));
            return;
        }
        var words = List.of(asked.strip().split(" +", -1));
        for (var row : Rows.of(words, " ", line(subcommand, "").room())) {
            reply.line(line(subcommand, row));
        }
    }

    private IrcMessage line(String subcommand, String... params) {
        var all = new ArrayList<>(List.of(nick.get(), subcommand));
        all.addAll(List.of(params));
        return client.fromServer("CAP", all.toArray(String[]::new));
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
    }
}
