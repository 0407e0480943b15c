package chat.madang.gate.web;

import chat.madang.core.Answered.PeopleFound;
import chat.madang.core.Archive.End;
import chat.madang.core.Archive.Filter;
import chat.madang.core.Archive.Latest;
import chat.madang.core.Archive.Question;
import chat.madang.core.Archive.Sequel;
import chat.madang.core.Archive.Span;
import chat.madang.core.Archive.Stretch;
import chat.madang.core.Archive.Survey;
import chat.madang.core.Command.FindPeople;
import chat.madang.core.Command.Redact;
import chat.madang.core.Conversation;
import chat.madang.core.Conversation.InRoom;
import chat.madang.core.Conversation.With;
import chat.madang.core.Event;
import chat.madang.core.Event.Utterance;
import chat.madang.core.MessageId;
import chat.madang.core.Name;
import chat.madang.core.Refusal;
import chat.madang.core.RoomId;
import chat.madang.core.Spelling;
import chat.madang.core.Text;
import chat.madang.gate.Asked;
import chat.madang.gate.web.WebDialogue.Handler;

import tools.jackson.core.JsonGenerator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What has happened before: `history`, `catch-up`, `conversations`, `redact`.
final class HistoryRequests {
    /// The most events of one answer.
    static final int LIMIT_MAX = 100;

    private static final int CONVERSATIONS_MAX = 100;

    private final WebClient client;

    HistoryRequests(WebClient client) {
        this.client = client;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "history", this::history,
                "catch-up", this::catchUp,
                "conversations", this::conversations,
                "redact", this::redact);
    }

    private void history(Request request, Reply reply) throws NotUnderstood {
        var before = request.has("before") ? request.id("before") : Span.ALL.before();
        int limit = request.has("limit") ? (int) request.number("limit", 1, LIMIT_MAX) : LIMIT_MAX;
        find(
                request,
                reply,
                conversation -> {
                    var span = new Span(MessageId.NONE, before);
                    var filter = new Filter(false, false);
                    read(new Question(conversation, span, End.LAST, limit, filter), reply);
                });
    }

    private void read(Question question, Reply reply) {
        client.await(
                Asked.<List<Event>>of(to -> client.gate().archive().read(question, to)),
                answer ->
                        answer.ifPresentOrElse(
                                events ->
                                        reply.object(
                                                "history",
                                                json -> {
                                                    events(events, json);
                                                    json.writeBooleanProperty(
                                                            "more",
                                                            events.size() == question.limit());
                                                }),
                                () -> reply.refused(Refusal.NOT_STORED)));
    }

    private void catchUp(Request request, Reply reply) throws NotUnderstood {
        var room = request.roomNumber();
        var last = LastKnown.of(request).orElseThrow(() -> new NotUnderstood("after"));
        if (client.isIn(room)) tellMissed(room, last, reply);
        else reply.refused(Refusal.NOT_A_MEMBER);
    }

    /// Tells what has happened in a room after what a client knows, and before it was told by
    /// itself.
    void tellMissed(RoomId room, LastKnown last, Reply reply) {
        long before = client.toldFrom(room).orElse(0L) + 1;
        var stretch =
                new Stretch(room, last.readAfter(), before, LIMIT_MAX, new Filter(false, true));
        client.await(
                Asked.<Sequel>of(to -> client.gate().archive().follow(stretch, to)),
                answer ->
                        answer.ifPresentOrElse(
                                sequel -> tellMissed(room, last, last.check(room, sequel), reply),
                                () -> reply.refused(Refusal.NOT_STORED)));
    }

    private static void tellMissed(RoomId room, LastKnown last, Sequel sequel, Reply reply) {
        reply.object(
                "missed",
                json -> {
                    json.writeNumberProperty("room", room.value());
                    json.writeNumberProperty("after", last.sequence());
                    events(sequel.events(), json);
                    json.writeBooleanProperty("complete", sequel.isWhole());
                    if (sequel.isMore()) next(LastKnown.in(room, sequel.events().getLast()), json);
                });
    }

    /// With what to ask `catch-up` again.
    private static void next(LastKnown last, JsonGenerator json) {
        json.writeObjectPropertyStart("next");
        json.writeNumberProperty("after", last.sequence());
        last.id().ifPresent(id -> json.writeStringProperty("id", String.valueOf(id.value())));
        json.writeEndObject();
    }

    private void conversations(Request request, Reply reply) {
        if (client.account().isEmpty()) {
            reply.refused(Refusal.NO_ACCOUNT);
            return;
        }
        var survey = new Survey(client.account(), Set.of(), Span.ALL, End.LAST, CONVERSATIONS_MAX);
        client.await(
                Asked.<List<Latest>>of(to -> client.gate().archive().latest(survey, to)),
                answer ->
                        answer.ifPresentOrElse(
                                latest ->
                                        reply.object("conversations", json -> latest(latest, json)),
                                () -> reply.refused(Refusal.NOT_STORED)));
    }

    private static void latest(List<Latest> latest, JsonGenerator json) {
        json.writeArrayPropertyStart("conversations");
        for (var each : latest.reversed()) {
            if (!(each.conversation() instanceof With(_, var peer))) continue;
            json.writeStartObject();
            json.writeStringProperty("with", peer.value());
            json.writeStringProperty("id", String.valueOf(each.id().value()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void redact(Request request, Reply reply) throws NotUnderstood {
        var id = request.id("id");
        var reason = request.optional("reason", Text::of);
        find(
                request,
                reply,
                conversation ->
                        client.await(
                                Asked.<Optional<Utterance>>of(
                                        to -> client.gate().archive().find(conversation, id, to)),
                                answer ->
                                        answer.ifPresentOrElse(
                                                found -> redact(found, reason, reply),
                                                () -> reply.refused(Refusal.NOT_STORED))));
    }

    private void redact(Optional<Utterance> found, Optional<Text> reason, Reply reply) {
        if (found.isEmpty()) {
            reply.refused(Refusal.NO_SUCH_MESSAGE);
            return;
        }
        client.tell(new Redact(client.session(), found.get(), reason), reply::noted);
    }

    static void events(List<Event> events, JsonGenerator json) {
        json.writeArrayPropertyStart("events");
        for (var event : events) {
            if (!EventJson.isTold(event)) continue;
            json.writeStartObject();
            EventJson.write(event, json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /// The conversation that a request means: in a room that one is in, or with somebody.
    private void find(Request request, Reply reply, Consumer<Conversation> then)
            throws NotUnderstood {
        if (request.has("room")) {
            var room = request.roomNumber();
            if (client.isIn(room)) then.accept(new InRoom(room));
            else reply.refused(Refusal.NOT_A_MEMBER);
            return;
        }
        var name = request.valid("with", Name::of);
        if (client.account().isEmpty()) {
            // Of guests nothing is kept.
            reply.refused(Refusal.NO_ACCOUNT);
            return;
        }
        var own = client.account().get();
        client.ask(
                new FindPeople(client.session(), List.of(name), Spelling.EXACT),
                event -> {
                    var peer = name;
                    if (event instanceof PeopleFound(_, var people, _) && !people.isEmpty()) {
                        var who = people.getFirst().who();
                        peer = who.profile().account().orElse(who.name());
                    }
                    then.accept(new With(own, peer));
                });
    }
}
