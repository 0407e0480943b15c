package chat.madang.gate.web;

import chat.madang.core.Answered.PeopleFound;
import chat.madang.core.Command.Describe;
import chat.madang.core.Command.FindPeople;
import chat.madang.core.Command.Ping;
import chat.madang.core.Command.Rename;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Name;
import chat.madang.core.Spelling;
import chat.madang.core.Text;
import chat.madang.gate.web.WebDialogue.Handler;

import java.util.Map;
import java.util.Optional;

/// Oneself, and whom one knows.
final class SelfRequests {
    private static final int NAMES_MAX = 100;

    private final WebClient client;

    SelfRequests(WebClient client) {
        this.client = client;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "rename", this::rename,
                "away", this::away,
                "find", this::find,
                "ping", this::ping,
                "bye", this::bye);
    }

    /// Whoever has another name comes back by another token.
    private void rename(Request request, Reply reply) throws NotUnderstood {
        var name = Name.of(request.valid("name", Optional::of));
        if (name.isEmpty()) {
            reply.refused("bad-name");
            return;
        }
        client.ask(
                new Rename(client.session(), name.get()),
                Renamed.class,
                reply,
                renamed ->
                        reply.event(
                                renamed,
                                json -> json.writeStringProperty("token", client.token())));
    }

    private void away(Request request, Reply reply) throws NotUnderstood {
        var text = request.optional("text", Text::of).filter(some -> !some.value().isBlank());
        var profile = client.self().profile().withAway(text);
        client.ask(new Describe(client.session(), profile), reply);
    }

    private void find(Request request, Reply reply) throws NotUnderstood {
        var names = request.list("names", NAMES_MAX, Name::of);
        if (names.isEmpty()) throw new NotUnderstood("names");
        client.ask(
                new FindPeople(client.session(), names, Spelling.EXACT),
                PeopleFound.class,
                reply,
                found ->
                        reply.object(
                                "found",
                                json -> {
                                    json.writeArrayPropertyStart("people");
                                    for (var each : found.people()) {
                                        json.writeStartObject();
                                        PeopleJson.fields(each.who(), json);
                                        json.writeEndObject();
                                    }
                                    json.writeEndArray();
                                    json.writeArrayPropertyStart("missing");
                                    for (var name : found.missing()) json.writeString(name.value());
                                    json.writeEndArray();
                                }));
    }

    private void ping(Request request, Reply reply) {
        client.ask(new Ping(client.session()), _ -> reply.object("pong", _ -> {}));
    }

    private void bye(Request request, Reply reply) {
        client.leave();
    }
}
