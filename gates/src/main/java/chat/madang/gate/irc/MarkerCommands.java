package chat.madang.gate.irc;

import chat.madang.core.AccountId;
import chat.madang.core.Conversation;
import chat.madang.core.Conversation.InRoom;
import chat.madang.core.Conversation.With;
import chat.madang.core.Markers.Marker;
import chat.madang.core.Name;
import chat.madang.core.RoomId;
import chat.madang.gate.irc.IrcDialogue.Handler;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// How far one has read ([read marker](https://ircv3.net/specs/extensions/read-marker)): on disk
/// for who is of an account; of a guest as long as the connection lasts.
final class MarkerCommands {
    private static final String COMMAND = "MARKREAD";
    private static final int GUEST_MAX = 1_000;

    private final IrcClient client;

    /// How far a guest has read, the one set longest ago first.
    private final Map<Conversation, Instant> ofGuest = new LinkedHashMap<>();

    MarkerCommands(IrcClient client) {
        this.client = client;
    }

    Map<String, Handler> handlers() {
        return Map.of(COMMAND, this::mark);
    }

    /// Tells how far one has read in a room that one has come into, and goes on.
    void tell(RoomId room, String channel, Reply reply, Runnable then) {
        if (client.has(Capability.READ_MARKER)) {
            get(new InRoom(room), channel, reply, then);
        } else {
            then.run();
        }
    }

    private void mark(IrcLine line, Reply reply) {
        var target = line.param(0);
        if (target.isEmpty()) {
            fail(reply, "NEED_MORE_PARAMS", "Missing parameters");
            return;
        }
        var where = conversation(target.get());
        if (line.params().size() == 1) {
            if (where == null) {
                reply.line(client.fromServer(COMMAND, target.get(), "*"));
            } else {
                get(where, target.get(), reply, () -> {});
            }
            return;
        }
        var time = Point.time(line.params().get(1));
        if (where == null || time.isEmpty()) {
            var given = where == null ? target.get() : line.params().get(1);
            fail(reply, "INVALID_PARAMS", given, "Invalid parameters");
        } else {
            set(where, target.get(), time.get(), reply);
        }
    }

    private void set(Conversation where, String target, Instant asked, Reply reply) {
        var now = client.gate().clock().instant();
        var upTo = asked.isAfter(now) ? now : asked;
        client.account()
                .ifPresentOrElse(
                        account -> store(account, where, target, upTo, reply),
                        () -> {
                            var before = ofGuest.remove(where);
                            var kept = before != null && before.isAfter(upTo) ? before : upTo;
                            ofGuest.put(where, kept);
                            if (ofGuest.size() > GUEST_MAX) {
                                ofGuest.remove(ofGuest.keySet().iterator().next());
                            }
                            tell(target, Optional.of(kept), reply);
                        });
    }

    private void store(
            AccountId account, Conversation where, String target, Instant upTo, Reply reply) {
        client.await(
                reply,
                Asked.<Marker>of(to -> client.gate().markers().set(account, where, upTo, to)),
                marker -> {
                    if (marker.isPresent()) {
                        tell(target, marker.map(Marker::upTo), reply);
                    } else {
                        fail(
                                reply,
                                "INTERNAL_ERROR",
                                target,
                                "The read timestamp could not be set");
                    }
                });
    }

    private void get(Conversation where, String target, Reply reply, Runnable then) {
        var account = client.account();
        if (account.isEmpty()) {
            tell(target, Optional.ofNullable(ofGuest.get(where)), reply);
            then.run();
            return;
        }
        Consumer<Optional<Optional<Instant>>> found =
                known -> {
                    tell(target, known.orElse(Optional.empty()), reply);
                    then.run();
                };
        client.await(
                reply,
                Asked.<Optional<Instant>>of(
                        to -> client.gate().markers().get(account.get(), where, to)),
                found);
    }

    private void tell(String target, Optional<Instant> upTo, Reply reply) {
        var shown = upTo.map(time -> "timestamp=" + IrcText.time(time)).orElse("*");
        reply.line(client.fromServer(COMMAND, target, shown));
    }

    /// Null when there is no such target for this client.
    private @Nullable Conversation conversation(String target) {
        if (target.startsWith(IrcText.CHANNEL)) {
            return client.room(target).map(InRoom::new).orElse(null);
        }
        var own = client.account().orElse(new AccountId(1));
        return Name.of(target).map(name -> new With(own, name)).orElse(null);
    }

    private void fail(Reply reply, String code, String... params) {
        reply.line(client.fail(COMMAND, code, params));
    }
}
