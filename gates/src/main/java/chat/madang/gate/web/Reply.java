package chat.madang.gate.web;

import chat.madang.core.Event;
import chat.madang.core.Event.Noted;
import chat.madang.core.Event.Refused;
import chat.madang.core.Refusal;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

import java.util.function.Consumer;

/// How one request of a client is answered.
///
/// @param request its type
/// @param ref what the client calls it; null for nothing
record Reply(WebClient client, String request, @Nullable JsonNode ref) {
    /// An answer of that type.
    void object(String type, Consumer<JsonGenerator> fields) {
        client.write(json -> {
            json.writeStringProperty(EventJson.TYPE, type);
            Request.writeRef(ref, json);
            fields.accept(json);
        });
    }

    /// What has happened, as the others hear it; or that it was refused.
    void event(Event event) {
        if (event instanceof Refused(_, var why)) {
            refused(why);
            return;
        }
        event(event, _ -> {});
    }

    /// What others have heard and is on disk now, by the name that the client has given it; or that
    /// it was refused.
    void noted(Event event) {
        if (event instanceof Noted(_, var told)) {
            event(told, json -> TalkJson.nonce(told, json));
        } else {
            event(event);
        }
    }

    /// What has happened, with more fields.
    void event(Event event, Consumer<JsonGenerator> more) {
        client.write(json -> {
            EventJson.write(event, json);
            Request.writeRef(ref, json);
            more.accept(json);
        });
    }

    /// That nothing has changed.
    void refused(Refusal why) {
        refused(PeopleJson.word(why));
    }

    /// That nothing has changed.
    void refused(String why) {
        refused(why, _ -> {});
    }

    /// That a field is missing, or is not what it should be.
    void notUnderstood(String field) {
        refused("not-understood", json -> json.writeStringProperty("field", field));
    }

    private void refused(String why, Consumer<JsonGenerator> more) {
        object(
                "refused",
                json -> {
                    json.writeStringProperty("request", request);
                    json.writeStringProperty("why", why);
                    more.accept(json);
                });
    }
}
