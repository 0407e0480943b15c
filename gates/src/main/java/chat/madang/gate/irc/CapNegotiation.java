package chat.madang.gate.irc;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What a client and the server agree on ([capability
/// negotiation](https://ircv3.net/specs/extensions/capability-negotiation)).
final class CapNegotiation {
    private static final int LS_BYTES_MAX = 400;
    private static final int CAP_VERSION = 302;

    private final IrcClient client;
    private final Supplier<String> nick;
    private final Consumer<Reply> done;
    private boolean negotiating;
    private int capVersion;

    /// @param nick what the client wants to be called, before it is
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
                    reply.line(
                            capLine(
                                    "LIST",
                                    String.join(
                                            " ",
                                            client.capabilities().stream()
                                                    .map(Capability::wire)
                                                    .sorted()
                                                    .toList())));
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
        var row = new StringBuilder();
        for (var capability : Capability.values()) {
            var word = capVersion >= CAP_VERSION ? capability.withValue() : capability.wire();
            if (row.length() + word.length() > LS_BYTES_MAX && capVersion >= CAP_VERSION) {
                reply.line(client.fromServer("CAP", client.nick(), "LS", "*", row.toString()));
                row = new StringBuilder();
            }
            if (!row.isEmpty()) row.append(' ');
            row.append(word);
        }
        reply.line(capLine("LS", row.toString()));
    }

    private void request(IrcLine line, Reply reply) {
        if (!client.isInside()) negotiating = true;
        var asked = line.params().size() > 1 ? line.params().get(1) : "";
        var wished = wished(asked);
        if (wished == null) {
            reply.line(capLine("NAK", asked));
        } else {
            client.setCapabilities(wished);
            reply.line(capLine("ACK", asked));
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

    private IrcMessage capLine(String subcommand, String list) {
        return client.fromServer("CAP", nickGiven(), subcommand, list);
    }

    private String nickGiven() {
        return client.isInside() ? client.nick() : nick.get();
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
    }
}
