package chat.madang.gate.irc;

import chat.madang.core.AccountId;
import chat.madang.core.Command;
import chat.madang.core.Event.Marked;
import chat.madang.core.Event.Retitled;
import chat.madang.core.Markers.Mark;
import chat.madang.core.Markers.Marker;
import chat.madang.core.Markers.Where;
import chat.madang.core.Markers.Where.InRoom;
import chat.madang.core.Markers.Where.With;
import chat.madang.core.Name;
import chat.madang.core.RoomName;
import chat.madang.gate.Asked;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// How far one has read ([read marker](https://ircv3.net/specs/extensions/read-marker)): on disk
/// for who is of an account; of a guest as long as the connection lasts.
final class MarkerCommands {
    private static final String COMMAND = "MARKREAD";
    private static final int GUEST_MAX = 1_000;

    /// Of how many places a client is told when it comes in.
    private static final int LATEST = 100;

    static final Map<String, Handler<MarkerCommands>> HANDLERS =
            Map.of(COMMAND, MarkerCommands::mark);

    private final IrcClient client;

    /// How far a guest has read, by place, the one set longest ago first.
    private Map<String, Instant> ofGuest = Map.of();

    MarkerCommands(IrcClient client) {
        this.client = client;
    }

    /// Tells how far one has read in a room that one has come into, and goes on.
    void tell(RoomName room, Reply reply, Runnable then) {
        if (client.has(Capability.READ_MARKER)) {
            get(new InRoom(room.handle()), IrcText.channel(room), reply, then);
        } else {
            then.run();
        }
    }

    /// Tells an account how far it has read, wherever it was last.
    void tellLatest(Reply reply) {
        var account = client.account();
        if (account.isEmpty() || !client.has(Capability.READ_MARKER)) return;
        client.await(
                reply,
                Asked.<List<Mark>>of(
                        to -> client.gate().markers().latest(account.get(), LATEST, to)),
                marks -> {
                    for (var mark : marks.orElse(List.of()).reversed()) {
                        tell(target(mark.where()), Optional.of(mark.upTo()), reply);
                    }
                });
    }

    /// Another client of the same account has read so far.
    void marked(Marked marked) {
        if (!client.has(Capability.READ_MARKER)) return;
        client.write(line(target(marked.where()), Optional.of(marked.upTo())));
    }

    /// A room that the client is in is called otherwise: how far a guest has read there holds
    /// there, too.
    void moved(Retitled retitled) {
        var upTo = ofGuest.get(place(new InRoom(retitled.before().handle())));
        if (upTo != null) keep(place(new InRoom(retitled.name().handle())), upTo);
    }

    private void mark(IrcLine line, Reply reply) {
        var target = line.param(0);
        if (target.isEmpty()) {
            fail(reply, "NEED_MORE_PARAMS", "Missing parameters");
            return;
        }
        var where = where(target.get());
        if (line.params().size() == 1) {
            if (where.isEmpty()) {
                tell(target.get(), Optional.empty(), reply);
            } else {
                get(where.get(), target.get(), reply, () -> {});
            }
            return;
        }
        var time = Point.time(line.params().get(1));
        if (where.isEmpty() || time.isEmpty()) {
            var given = where.isEmpty() ? target.get() : line.params().get(1);
            fail(reply, "INVALID_PARAMS", given, "Invalid parameters");
        } else {
            set(where.get(), target.get(), time.get(), reply);
        }
    }

    private void set(Where where, String target, Instant asked, Reply reply) {
        var now = client.gate().clock().instant();
        var upTo = asked.isAfter(now) ? now : asked;
        client.account()
                .ifPresentOrElse(
                        account -> store(account, where, target, upTo, reply),
                        () -> tell(target, Optional.of(keep(place(where), upTo)), reply));
    }

    /// Keeps how far a guest has read.
    private Instant keep(String place, Instant upTo) {
        if (ofGuest.isEmpty()) ofGuest = new LinkedHashMap<>();
        var before = ofGuest.remove(place);
        var kept = before != null && before.isAfter(upTo) ? before : upTo;
        ofGuest.put(place, kept);
        if (ofGuest.size() > GUEST_MAX) ofGuest.remove(ofGuest.keySet().iterator().next());
        return kept;
    }

    private void store(AccountId account, Where where, String target, Instant upTo, Reply reply) {
        client.await(
                reply,
                Asked.<Marker>of(to -> client.gate().markers().set(account, where, upTo, to)),
                marker ->
                        marker.ifPresentOrElse(
                                stored -> stored(where, target, stored, reply),
                                () ->
                                        fail(
                                                reply,
                                                "INTERNAL_ERROR",
                                                target,
                                                "The read timestamp could not be set")));
    }

    /// Tells the client, and the others of its account if there is anything new.
    private void stored(Where where, String target, Marker marker, Reply reply) {
        if (!marker.moved()) {
            tell(target, Optional.of(marker.upTo()), reply);
            return;
        }
        client.ask(
                reply,
                new Command.Mark(client.session(), where, marker.upTo()),
                _ -> tell(target, Optional.of(marker.upTo()), reply));
    }

    private void get(Where where, String target, Reply reply, Runnable then) {
        var account = client.account();
        if (account.isEmpty()) {
            tell(target, Optional.ofNullable(ofGuest.get(place(where))), reply);
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
        reply.line(line(target, upTo));
    }

    private IrcMessage line(String target, Optional<Instant> upTo) {
        var shown = upTo.map(time -> "timestamp=" + IrcText.time(time)).orElse("*");
        return client.fromServer(COMMAND, target, shown);
    }

    /// Nothing when there can be no such target.
    private static Optional<Where> where(String target) {
        if (target.equals("*")) return Optional.empty();
        return target.startsWith(IrcText.CHANNEL)
                ? IrcText.handle(target).map(InRoom::new)
                : Name.of(target).map(With::new);
    }

    private String target(Where where) {
        return switch (where) {
            case InRoom(var room) -> {
                var channel = IrcText.CHANNEL + room.value();
                yield client.room(channel)
                        .flatMap(client::name)
                        .map(IrcText::channel)
                        .orElse(channel);
            }
            case With(var peer) -> IrcText.nick(peer);
        };
    }

    private static String place(Where where) {
        return switch (where) {
            case InRoom(var room) -> IrcText.CHANNEL + room.value();
            case With(var peer) -> peer.key();
        };
    }

    private void fail(Reply reply, String code, String... params) {
        reply.line(client.fail(COMMAND, code, params));
    }
}
