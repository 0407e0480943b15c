package chat.madang.gate.irc;

import chat.madang.core.Answered.PeopleListed;
import chat.madang.core.Answered.RoomsListed;
import chat.madang.core.Command.ListPeople;
import chat.madang.core.Command.ListRooms;
import chat.madang.core.Command.Retitle;
import chat.madang.core.Command.SetTopic;
import chat.madang.core.Event;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Retitled;
import chat.madang.core.Event.TopicSet;
import chat.madang.core.Listing;
import chat.madang.core.Profile.Trait;
import chat.madang.core.Refusal;
import chat.madang.core.RoomId;
import chat.madang.core.RoomName;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomRule;
import chat.madang.core.Text;
import chat.madang.core.Title;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What rooms are about, who is in them, and which there are.
final class RoomCommands {
    /// The longest topic, in bytes.
    static final int TOPIC_MAX = 300;

    static final Map<String, Handler<RoomCommands>> HANDLERS =
            Map.of(
                    "TOPIC",
                    RoomCommands::topic,
                    "NAMES",
                    RoomCommands::names,
                    "LIST",
                    RoomCommands::list,
                    "RENAME",
                    RoomCommands::rename);

    private final IrcClient client;
    private final Channels channels;
    private final MarkerCommands markers;

    RoomCommands(IrcClient client, MarkerCommands markers) {
        this.client = client;
        this.channels = new Channels(client);
        this.markers = markers;
    }

    /// Tells what there is to know of a room that one has come into: how far one has read there
    /// before everything else, so that nothing happens between the list of who is there and its
    /// telling.
    ///
    /// @param next is done behind it
    void describe(RoomId room, RoomName name, Reply reply, Runnable next) {
        markers.tell(
                name,
                reply,
                () ->
                        client.ask(
                                reply,
                                new ListPeople(client.session(), room),
                                event -> {
                                    if (event instanceof PeopleListed(_, var listing)) {
                                        describe(listing, reply);
                                    }
                                    next.run();
                                }));
    }

    private void describe(Listing room, Reply reply) {
        topic(room, reply, false);
        if (!client.has(Capability.NO_IMPLICIT_NAMES)) names(room, reply);
    }

    private void topic(IrcLine line, Reply reply) {
        var channel = line.param(0);
        if (channel.isEmpty()) {
            reply.line(client.needMore("TOPIC"));
        } else if (line.params().size() == 1) {
            channels.look(channel.get(), reply, room -> topic(room, reply, true));
        } else {
            var text = IrcCut.of(line.params().get(1), TOPIC_MAX);
            client.room(channel.get())
                    .ifPresentOrElse(
                            room -> setTopic(room, channel.get(), text, reply),
                            () -> channels.notThere(channel.get(), reply));
        }
    }

    private void setTopic(RoomId room, String channel, String text, Reply reply) {
        var topic = text.isEmpty() ? Optional.<Text>empty() : Optional.of(new Text(text));
        client.ask(
                reply,
                new SetTopic(client.session(), room, topic),
                event -> {
                    switch (event) {
                        case TopicSet set -> reply.line(client.lines().topicSet(set));
                        case Refused(_, var why) -> channels.refused(channel, why, reply);
                        default -> {}
                    }
                });
    }

    private void topic(Listing room, Reply reply, boolean asked) {
        var channel = IrcText.channel(room.name());
        var topic = room.state().topic();
        if (topic.isEmpty()) {
            if (asked) reply.line(client.numeric("331", channel, "No topic is set"));
            return;
        }
        reply.line(client.numeric("332", channel, IrcLines.line(topic.get().text())));
        reply.line(
                client.numeric(
                        "333",
                        channel,
                        IrcText.source(topic.get().setter()),
                        String.valueOf(topic.get().at().getEpochSecond())));
    }

    private void names(IrcLine line, Reply reply) {
        Targets.of(line.param(0).orElse("*"), Targets.NAMES_MAX, client, reply)
                .ifPresent(channels -> channels.forEach(channel -> names(channel, reply)));
    }

    private void names(String channel, Reply reply) {
        var handle = IrcText.handle(channel);
        if (handle.isEmpty()) {
            reply.line(endOfNames(channel));
            return;
        }
        client.ask(
                reply,
                new ListPeople(client.session(), handle.get()),
                event -> {
                    if (event instanceof PeopleListed(_, var room)) {
                        names(room, reply);
                    } else {
                        reply.line(endOfNames(channel));
                    }
                });
    }

    private void names(Listing room, Reply reply) {
        var channel = IrcText.channel(room.name());
        boolean member = client.isIn(room.room());
        boolean all = client.has(Capability.MULTI_PREFIX);
        boolean whole = client.has(Capability.USERHOST_IN_NAMES);
        var symbol = room.state().has(RoomRule.HIDDEN) ? "@" : "=";
        var row = client.numeric("353", symbol, channel);
        var words =
                room.members().stream()
                        .filter(one -> member || !one.who().profile().is(Trait.INVISIBLE))
                        .map(one ->
                                RoomModes.prefixes(one.ranks(), all)
                                        + (whole
                                                ? IrcText.source(one.who())
                                                : IrcText.nick(one.who())))
                        .toList();
        for (var names : Rows.of(words, " ", row.room())) {
            reply.line(client.numeric("353", symbol, channel, names));
        }
        reply.line(endOfNames(channel));
    }

    private IrcMessage endOfNames(String channel) {
        return client.numeric("366", channel, "End of /NAMES list");
    }

    private void list(IrcLine line, Reply reply) {
        var targets = String.join(",", line.params());
        if (Targets.of(targets, Targets.LIST_MAX, client, reply).isEmpty()) return;
        var wish = ListWish.of(line.params(), client.gate().clock().instant());
        client.ask(
                reply,
                new ListRooms(client.session()),
                event -> {
                    if (event instanceof RoomsListed(_, var rooms)) list(rooms, wish, reply);
                });
    }

    private void list(List<Listing> rooms, ListWish wish, Reply reply) {
        reply.line(client.numeric("321", "Channel", "Users  Name"));
        for (var room : rooms) {
            if (!wish.fits(room)) continue;
            reply.line(
                    client.numeric(
                            "322",
                            IrcText.channel(room.name()),
                            String.valueOf(room.members().size()),
                            room.state()
                                    .topic()
                                    .map(topic -> IrcLines.line(topic.text()))
                                    .orElse("")));
        }
        reply.line(client.numeric("323", "End of /LIST"));
    }

    private void rename(IrcLine line, Reply reply) {
        if (line.param(0).isEmpty() || line.param(1).isEmpty()) {
            reply.line(client.needMore("RENAME"));
            return;
        }
        var channel = line.params().get(0);
        var other = line.params().get(1);
        var room = client.room(channel);
        var title =
                other.startsWith(IrcText.CHANNEL)
                                && !IrcCut.isLonger(other, JoinCommands.CHANNEL_MAX)
                        ? Title.of(other.substring(1))
                        : Optional.<Title>empty();
        if (room.isEmpty()) {
            channels.notThere(channel, reply);
        } else if (title.isEmpty()) {
            reply.line(cannotRename(channel, other));
        } else {
            client.ask(
                    reply,
                    new Retitle(
                            client.session(),
                            room.get(),
                            title.get(),
                            line.param(2).map(Channels::reason)),
                    event -> renamed(event, channel, other, reply));
        }
    }

    private void renamed(Event event, String channel, String other, Reply reply) {
        switch (event) {
            case Retitled retitled -> client.lines().retitled(retitled).forEach(reply::line);
            case Refused(_, var why) when why == Refusal.ROOM_EXISTS ->
                    reply.line(
                            client.fail(
                                    "RENAME",
                                    "CHANNEL_NAME_IN_USE",
                                    channel,
                                    other,
                                    "Channel already exists"));
            case Refused(_, var why) when why == Refusal.TOO_SOON ->
                    reply.line(
                            client.fail(
                                    "RENAME",
                                    "CANNOT_RENAME",
                                    channel,
                                    other,
                                    "This channel was renamed less than a minute ago"));
            case Refused(_, var why) when why == Refusal.NOT_RANKED ->
                    channels.look(
                            channel,
                            reply,
                            room -> {
                                if (room.policy().ends() == Ends.NEVER) {
                                    reply.line(cannotRename(channel, other));
                                } else {
                                    channels.refused(channel, why, reply);
                                }
                            });
            case Refused(_, var why) -> channels.refused(channel, why, reply);
            default -> {}
        }
    }

    private IrcMessage cannotRename(String channel, String other) {
        return client.fail(
                "RENAME", "CANNOT_RENAME", channel, other, "This channel cannot be renamed so");
    }
}
