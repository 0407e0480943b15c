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
import chat.madang.gate.irc.IrcDialogue.Handler;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Into rooms, and out of them.
final class JoinCommands {
    /// The longest name of a channel that is made here, in bytes.
    static final int CHANNEL_MAX = 64;

    private static final Set<RoomRule> AT_FIRST =
            Set.of(RoomRule.MEMBERS_ONLY, RoomRule.TOPIC_GUARDED);

    private final IrcClient client;
    private final Channels channels;
    private final RoomCommands rooms;

    JoinCommands(IrcClient client, Channels channels, RoomCommands rooms) {
        this.client = client;
        this.channels = channels;
        this.rooms = rooms;
    }

    Map<String, Handler> handlers() {
        return Map.of("JOIN", this::join, "PART", this::part);
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
        if (client.has(Capability.CHANNEL_RENAME)) return;

        var before = IrcText.channel(retitled.before());
        var now = IrcText.channel(retitled.name());
        if (before.equalsIgnoreCase(now)) return;
        var source = IrcText.source(client.self());
        var reason = retitled.reason().map(IrcLines::line).orElse("");
        client.write(IrcMessage.of(source, "PART", before, reason));
        client.write(IrcMessage.of(source, "JOIN", now));
        rooms.describe(retitled.room(), retitled.name(), client.reply(null));
    }

    private void join(IrcLine line, Reply reply) {
        var channels = line.param(0);
        if (channels.isEmpty()) {
            reply.line(client.needMore("JOIN"));
        } else if (channels.get().equals("0")) {
            for (var room : client.rooms()) leave(room, Optional.empty(), reply);
        } else {
            var keys = line.param(1).map(all -> all.split(",", -1)).orElse(new String[0]);
            int index = 0;
            reply.openBatch();
            for (var channel : channels.get().split(",", -1)) {
                var key = index < keys.length ? keys[index] : "";
                if (!channel.isEmpty()) join(channel, key, reply);
                index++;
            }
        }
    }

    private void join(String channel, String key, Reply reply) {
        if (!channel.startsWith(IrcText.CHANNEL)) {
            reply.line(channels.noSuchChannel(channel));
            return;
        }
        var title = Title.of(channel.substring(IrcText.CHANNEL.length()));
        var handle = IrcText.handle(channel);
        if (title.isEmpty() || handle.isEmpty() || IrcCut.isLonger(channel, CHANNEL_MAX)) {
            reply.line(client.numeric("476", channel, "Bad channel name"));
            return;
        }
        if (client.room(channel).isPresent()) return;
        if (client.rooms().size() >= client.options().roomsMax()) {
            reply.line(client.numeric("405", channel, "You have joined too many channels"));
            return;
        }
        var said = Optional.of(key).filter(k -> !k.isEmpty());
        client.ask(
                reply,
                new Join(client.session(), handle.get(), said),
                event -> {
                    if (event instanceof Refused(_, var why) && why == Refusal.NO_SUCH_ROOM) {
                        create(channel, key, title.get(), reply);
                    } else {
                        joined(event, channel, reply);
                    }
                });
    }

    private void create(String channel, String key, Title title, Reply reply) {
        var policy =
                new RoomPolicy(client.options().capacity(), Ends.WITH_LAST_MEMBER, Host.OPERATORS);
        client.ask(
                reply,
                new CreateRoom(client.session(), title, policy, AT_FIRST, IfTaken.REFUSE),
                event -> {
                    if (event instanceof Refused(_, var why) && why == Refusal.ROOM_EXISTS) {
                        // Somebody else was faster.
                        join(channel, key, reply);
                    } else {
                        joined(event, channel, reply);
                    }
                });
    }

    private void joined(Event event, String channel, Reply reply) {
        switch (event) {
            case Joined joined -> {
                client.joined(joined.room(), joined.name());
                client.lines().joined(joined).forEach(reply::line);
                rooms.describe(joined.room(), joined.name(), reply);
            }
            case Refused(_, var why) -> refusedJoin(channel, why, reply);
            default -> {}
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
