package chat.madang.gate.irc;

import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.CreateRoom.IfTaken;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.Leave;
import chat.madang.core.Event;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Retitled;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Refusal;
import chat.madang.core.RoomId;
import chat.madang.core.RoomPolicy;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.RoomRule;
import chat.madang.core.Text;
import chat.madang.core.Title;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/// Into rooms, and out of them.
final class JoinCommands {
    /// The longest name of a channel that is made here, in bytes.
    static final int CHANNEL_MAX = 64;

    private static final Set<RoomRule> AT_FIRST =
            Set.of(RoomRule.MEMBERS_ONLY, RoomRule.TOPIC_GUARDED);

    static final Map<String, Handler<JoinCommands>> HANDLERS =
            Map.of("JOIN", JoinCommands::join, "PART", JoinCommands::part);

    private final IrcClient client;
    private final Channels channels;
    private final RoomCommands rooms;
    private final MarkerCommands markers;

    JoinCommands(IrcClient client, RoomCommands rooms, MarkerCommands markers) {
        this.client = client;
        this.channels = new Channels(client);
        this.rooms = rooms;
        this.markers = markers;
    }

    /// A room that the client was in is no more.
    void closed(RoomClosed closed) {
        if (!client.isIn(closed.room())) return;
        client.left(closed.room());
        client.write(
                client.fromServer(
                        "KICK",
                        IrcText.channel(closed.name()),
                        client.nick(),
                        "The room has ended"));
    }

    /// A room that the client is in is called otherwise.
    void retitled(Retitled retitled) {
        client.left(retitled.room());
        client.joined(retitled.room(), retitled.name());
        markers.moved(retitled);
        if (client.has(Capability.CHANNEL_RENAME)) return;

        var before = IrcText.channel(retitled.before());
        var now = IrcText.channel(retitled.name());
        if (before.equalsIgnoreCase(now)) return;
        var room = retitled.room();
        var self = client.self();
        var stamp = retitled.stamp();
        var reason = Optional.of(retitled.reason().orElse(new Text("")));
        client.write(client.lines().left(new Left(room, retitled.before(), self, reason, stamp)));
        client.lines()
                .joined(new Joined(room, retitled.name(), self, false, stamp))
                .forEach(line -> client.write(line.withoutId()));
        rooms.describe(retitled.room(), retitled.name(), client.reply(null), () -> {});
    }

    private void join(IrcLine line, Reply reply) {
        var channels = line.param(0);
        if (channels.isEmpty()) {
            reply.line(client.needMore("JOIN"));
        } else if (channels.get().equals("0")) {
            for (var room : client.rooms()) leave(room, Optional.empty(), reply);
        } else {
            var keys = line.param(1).map(all -> all.split(",", -1)).orElse(new String[0]);
            var wishes = new ArrayDeque<Wish>();
            for (var channel : channels.get().split(",", -1)) {
                var key = wishes.size() < keys.length ? keys[wishes.size()] : "";
                wishes.add(new Wish(channel, key));
            }
            joinNext(wishes, reply);
        }
    }

    /// A room that is to be joined.
    private record Wish(String channel, String key) {}

    /// One after the other, so that they are answered in that order, and counted.
    private void joinNext(Queue<Wish> wishes, Reply reply) {
        var wish = wishes.poll();
        while (wish != null && wish.channel().isEmpty()) wish = wishes.poll();
        if (wish != null) join(wish, reply, () -> joinNext(wishes, reply));
    }

    /// @param next what to do when it has been answered
    private void join(Wish wish, Reply reply, Runnable next) {
        var channel = wish.channel();
        var why = whyNot(channel);
        if (why.isPresent() || client.room(channel).isPresent()) {
            why.ifPresent(reply::line);
            next.run();
            return;
        }
        client.ask(
                reply,
                new Join(
                        client.session(),
                        IrcText.handle(channel).orElseThrow(),
                        Optional.of(wish.key()).filter(key -> !key.isEmpty()),
                        false),
                event -> {
                    if (event instanceof Refused(_, var refusal)
                            && refusal == Refusal.NO_SUCH_ROOM) {
                        create(wish, reply, next);
                    } else {
                        joined(event, channel, reply, next);
                    }
                });
    }

    /// Why nobody need be asked whether the client may join.
    private Optional<IrcMessage> whyNot(String channel) {
        if (!channel.startsWith(IrcText.CHANNEL)) {
            return Optional.of(channels.noSuchChannel(channel));
        }
        boolean named = title(channel).isPresent() && IrcText.handle(channel).isPresent();
        if (!named || IrcCut.isLonger(channel, CHANNEL_MAX)) {
            return Optional.of(client.numeric("476", channel, "Bad channel name"));
        }
        boolean full = client.rooms().size() >= client.options().roomsMax();
        return full && client.room(channel).isEmpty()
                ? Optional.of(client.numeric("405", channel, "You have joined too many channels"))
                : Optional.empty();
    }

    private static Optional<Title> title(String channel) {
        return Title.of(channel.substring(IrcText.CHANNEL.length()));
    }

    private void create(Wish wish, Reply reply, Runnable next) {
        var policy =
                new RoomPolicy(client.options().capacity(), Ends.WITH_LAST_MEMBER, Host.OPERATORS);
        var title = title(wish.channel()).orElseThrow();
        client.ask(
                reply,
                new CreateRoom(client.session(), title, policy, AT_FIRST, IfTaken.REFUSE, false),
                event -> {
                    if (event instanceof Refused(_, var why) && why == Refusal.ROOM_EXISTS) {
                        // Somebody else was faster.
                        join(wish, reply, next);
                    } else {
                        joined(event, wish.channel(), reply, next);
                    }
                });
    }

    private void joined(Event event, String channel, Reply reply, Runnable next) {
        switch (event) {
            case Joined joined -> {
                client.joined(joined.room(), joined.name());
                // Not held back: what others do there comes behind it.
                reply.openBatch();
                client.lines().joined(joined).forEach(reply::line);
                rooms.describe(joined.room(), joined.name(), reply, next);
            }
            case Refused(_, var why) -> {
                refusedJoin(channel, why, reply);
                next.run();
            }
            default -> next.run();
        }
    }

    private void refusedJoin(String channel, Refusal why, Reply reply) {
        switch (why) {
            case BANNED -> reply.line(client.numeric("474", channel, "Cannot join channel (+b)"));
            case WRONG_KEY ->
                    reply.line(client.numeric("475", channel, "Cannot join channel (+k)"));
            case NOT_INVITED ->
                    reply.line(client.numeric("473", channel, "Cannot join channel (+i)"));
            case NO_ACCOUNT ->
                    reply.line(client.numeric("477", channel, "Cannot join channel (+R)"));
            case ROOM_FULL ->
                    reply.line(client.numeric("471", channel, "Cannot join channel (+l)"));
            case ALREADY_A_MEMBER -> {}
            default -> reply.line(channels.noSuchChannel(channel));
        }
    }

    private void part(IrcLine line, Reply reply) {
        if (line.param(0).isEmpty()) {
            reply.line(client.needMore("PART"));
            return;
        }
        var reason = line.param(1).map(Channels::reason);
        for (var channel : line.params().getFirst().split(",", -1)) {
            if (channel.isEmpty()) continue;
            client.room(channel)
                    .ifPresentOrElse(
                            room -> leave(room, reason, reply),
                            () -> channels.notThere(channel, reply));
        }
    }

    private void leave(RoomId room, Optional<Text> reason, Reply reply) {
        client.ask(
                reply,
                new Leave(client.session(), room, reason),
                event -> {
                    client.left(room);
                    if (event instanceof Left left) reply.line(client.lines().left(left));
                });
    }
}
