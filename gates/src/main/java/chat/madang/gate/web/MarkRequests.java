package chat.madang.gate.web;

import chat.madang.core.Command.Mark;
import chat.madang.core.Handle;
import chat.madang.core.Markers;
import chat.madang.core.Markers.Marker;
import chat.madang.core.Markers.Where;
import chat.madang.core.Name;
import chat.madang.core.Refusal;
import chat.madang.gate.Asked;
import chat.madang.gate.web.WebDialogue.Handler;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// How far one has read, for all clients of an account.
final class MarkRequests {
    private static final int LATEST = 200;

    private final WebClient client;

    MarkRequests(WebClient client) {
        this.client = client;
    }

    Map<String, Handler> handlers() {
        return Map.of("mark", this::mark, "marks", this::marks);
    }

    private void mark(Request request, Reply reply) throws NotUnderstood {
        var where =
                request.has("room")
                        ? new Where.InRoom(request.valid("room", Handle::of))
                        : new Where.With(request.valid("with", Name::of));
        long now = client.gate().clock().millis();
        var upTo = Instant.ofEpochMilli(Math.min(request.number("at", 0, Long.MAX_VALUE), now));
        if (client.account().isEmpty()) {
            reply.refused(Refusal.NO_ACCOUNT);
            return;
        }
        var reader = client.account().get();
        client.await(
                Asked.<Marker>of(to -> client.gate().markers().set(reader, where, upTo, to)),
                answer ->
                        answer.ifPresentOrElse(
                                marker -> marked(where, marker, reply),
                                () -> reply.refused(Refusal.NOT_STORED)));
    }

    /// Tells the others of the account if there is anything new.
    private void marked(Where where, Marker marker, Reply reply) {
        if (marker.moved()) {
            client.ask(new Mark(client.session(), where, marker.upTo()), reply);
            return;
        }
        reply.object(
                "marked",
                json -> {
                    PeopleJson.where(where, json);
                    EventJson.at(marker.upTo(), json);
                });
    }

    private void marks(Request request, Reply reply) {
        if (client.account().isEmpty()) {
            reply.refused(Refusal.NO_ACCOUNT);
            return;
        }
        var reader = client.account().get();
        client.await(
                Asked.<List<Markers.Mark>>of(
                        to -> client.gate().markers().latest(reader, LATEST, to)),
                answer ->
                        answer.ifPresentOrElse(
                                marks -> marks(marks, reply),
                                () -> reply.refused(Refusal.NOT_STORED)));
    }

    private static void marks(List<Markers.Mark> marks, Reply reply) {
        reply.object(
                "marks",
                json -> {
                    json.writeArrayPropertyStart("marks");
                    for (var mark : marks) {
                        json.writeStartObject();
                        PeopleJson.where(mark.where(), json);
                        EventJson.at(mark.upTo(), json);
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }
}
