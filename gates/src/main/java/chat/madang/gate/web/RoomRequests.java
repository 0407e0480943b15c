package chat.madang.gate.web;

import chat.madang.core.Answered.PeopleListed;
import chat.madang.core.Answered.RoomsListed;
import chat.madang.core.Command.ChangeRoom;
import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.CreateRoom.IfTaken;
import chat.madang.core.Command.Invite;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.Kick;
import chat.madang.core.Command.Leave;
import chat.madang.core.Command.ListPeople;
import chat.madang.core.Command.ListRooms;
import chat.madang.core.Command.Retitle;
import chat.madang.core.Command.SetTopic;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.RoomChanged;
import chat.madang.core.Name;
import chat.madang.core.RoomPolicy;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.RoomRule;
import chat.madang.core.Spelling;
import chat.madang.core.Text;
import chat.madang.core.Title;
import chat.madang.gate.web.WebDialogue.Handler;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Rooms, and who is in them.
final class RoomRequests {
    /// A room for fewer is none.
    private static final int CAPACITY_MIN = 2;

    private static final String TOO_MANY = "too-many-rooms";

    private final WebClient client;
    private final HistoryRequests history;

    RoomRequests(WebClient client, HistoryRequests history) {
        this.client = client;
        this.history = history;
    }

    Map<String, Handler> handlers() {
        var handlers = new HashMap<String, Handler>();
        handlers.put("rooms", this::rooms);
        handlers.put("create", this::create);
        handlers.put("join", this::join);
        handlers.put("leave", this::leave);
        handlers.put("people", this::people);
        handlers.put("kick", this::kick);
        handlers.put("topic", this::topic);
        handlers.put("retitle", this::retitle);
        handlers.put("invite", this::invite);
        handlers.put("change", this::change);
        return handlers;
    }

    private void rooms(Request request, Reply reply) {
        client.ask(
                new ListRooms(client.session()),
                RoomsListed.class,
                reply,
                listed ->
                        reply.object(
                                "rooms",
                                json -> {
                                    json.writeArrayPropertyStart("rooms");
                                    for (var room : listed.rooms()) {
                                        json.writeStartObject();
                                        PeopleJson.fields(room, json);
                                        json.writeEndObject();
                                    }
                                    json.writeEndArray();
                                }));
    }

    private void create(Request request, Reply reply) throws NotUnderstood {
        if (client.isInMany()) {
            reply.refused(TOO_MANY);
            return;
        }
        var title = request.valid("title", Title::of);
        int most = client.gate().options().capacity();
        long capacity =
                request.has("capacity") ? request.number("capacity", CAPACITY_MIN, most) : most;
        var policy = new RoomPolicy((int) capacity, Ends.WITH_LAST_MEMBER, Host.ELDEST);
        var rules = Set.of(RoomRule.MEMBERS_ONLY);
        var create = new CreateRoom(client.session(), title, policy, rules, IfTaken.REFUSE, true);
        client.ask(create, Joined.class, reply, joined -> joined(joined, reply));
    }

    private void join(Request request, Reply reply) throws NotUnderstood {
        if (client.isInMany()) {
            reply.refused(TOO_MANY);
            return;
        }
        var join = new Join(client.session(), request.room(), ChangeJson.key(request), true);
        var last = LastKnown.of(request);
        client.ask(
                join,
                Joined.class,
                reply,
                joined -> {
                    joined(joined, reply);
                    last.ifPresent(known -> history.tellMissed(joined.room(), known, reply));
                });
    }

    /// Tells a new member of the room.
    private void joined(Joined joined, Reply reply) {
        client.joined(joined.room(), joined.stamp().sequence());
        var room = client.arrival();
        reply.event(
                joined,
                json -> {
                    PeopleJson.room("as", room, json);
                    PeopleJson.members("members", room, json);
                });
    }

    private void leave(Request request, Reply reply) throws NotUnderstood {
        var leave = new Leave(client.session(), request.roomNumber(), reason(request));
        client.ask(
                leave,
                Left.class,
                reply,
                left -> {
                    client.left(left.room());
                    reply.event(left);
                });
    }

    private void people(Request request, Reply reply) throws NotUnderstood {
        client.ask(
                new ListPeople(client.session(), request.room()),
                PeopleListed.class,
                reply,
                listed ->
                        reply.object(
                                "people",
                                json -> {
                                    PeopleJson.room("as", listed.room(), json);
                                    PeopleJson.members("people", listed.room(), json);
                                }));
    }

    private void kick(Request request, Reply reply) throws NotUnderstood {
        var kick =
                new Kick(
                        client.session(),
                        request.roomNumber(),
                        request.valid("name", Name::of),
                        Spelling.EXACT,
                        reason(request));
        client.ask(kick, Kicked.class, reply, reply::event);
    }

    private void topic(Request request, Reply reply) throws NotUnderstood {
        var topic = request.optional("topic", Text::of).filter(text -> !text.value().isBlank());
        client.ask(new SetTopic(client.session(), request.roomNumber(), topic), reply);
    }

    private void retitle(Request request, Reply reply) throws NotUnderstood {
        var retitle =
                new Retitle(
                        client.session(),
                        request.roomNumber(),
                        request.valid("title", Title::of),
                        reason(request));
        client.ask(retitle, reply);
    }

    private void invite(Request request, Reply reply) throws NotUnderstood {
        var whom = request.valid("name", Name::of);
        client.ask(new Invite(client.session(), request.room(), whom, Spelling.EXACT), reply);
    }

    private void change(Request request, Reply reply) throws NotUnderstood {
        var changes = ChangeJson.read(request);
        client.ask(
                new ChangeRoom(client.session(), request.room(), changes, Spelling.EXACT),
                event -> {
                    if (event instanceof RoomChanged changed && !changed.refused().isEmpty()) {
                        refusedInPart(changed, reply);
                    } else {
                        reply.event(event);
                    }
                });
    }

    /// What was changed is told, and why something else was not.
    private static void refusedInPart(RoomChanged changed, Reply reply) {
        reply.event(
                changed,
                json -> {
                    json.writeArrayPropertyStart("refused");
                    for (var each : changed.refused())
                        json.writeString(PeopleJson.word(each.why()));
                    json.writeEndArray();
                });
    }

    private static Optional<Text> reason(Request request) throws NotUnderstood {
        return request.optional("reason", Text::of).filter(text -> !text.value().isBlank());
    }
}
