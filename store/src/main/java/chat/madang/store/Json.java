package chat.madang.store;

import chat.madang.core.Handle;
import chat.madang.core.Name;
import chat.madang.core.Person;
import chat.madang.core.Profile;
import chat.madang.core.Profile.Trait;
import chat.madang.core.RoomName;
import chat.madang.core.SessionId;
import chat.madang.core.Text;
import chat.madang.core.Title;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;
import java.util.Set;

/// Values of the core as JSON. What is empty is left out.
///
/// ```
/// room name   ["Lobby","lobby"]                                  title, handle
/// person      {"name":"amir","session":7,"gate":"irc","user":"amir","host":"localhost",
///              "realName":"Amir","account":"amir","bot":true}
/// ```
///
/// Of a person is kept what everybody could see: never the address.
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// @param json an object, or nothing at all
    static JsonNode read(String json) {
        return json.isEmpty() ? object() : MAPPER.readTree(json);
    }

    static void putName(ObjectNode json, RoomName name) {
        json.putArray("name").add(name.title().value()).add(name.handle().value());
    }

    static RoomName name(JsonNode json) {
        return roomName(json.path("name"));
    }

    static RoomName roomName(JsonNode pair) {
        return new RoomName(
                new Title(pair.path(0).stringValue()), new Handle(pair.path(1).stringValue()));
    }

    static void putText(ObjectNode json, String key, Optional<Text> text) {
        text.ifPresent(value -> json.put(key, value.value()));
    }

    static Optional<Text> text(JsonNode json, String key) {
        return json.path(key).stringValueOpt().map(Text::new);
    }

    /// A person without the session, which says nothing after a restart.
    static ObjectNode person(Person person) {
        var json = profile(person.profile());
        return json.put("name", person.name().value());
    }

    /// A person as of a running server.
    static ObjectNode personHere(Person person) {
        return person(person).put("session", person.session().value());
    }

    static Person person(JsonNode json) {
        return person(json, json.path("name").stringValue());
    }

    /// A person whose name stands elsewhere.
    static Person person(JsonNode json, String name) {
        return new Person(
                new SessionId(json.path("session").asLong(0)), new Name(name), profile(json));
    }

    private static ObjectNode profile(Profile profile) {
        var json = object();
        put(json, "gate", profile.gate());
        put(json, "user", profile.user());
        put(json, "host", profile.host());
        put(json, "realName", profile.realName());
        put(json, "account", profile.account().map(Name::value).orElse(""));
        if (profile.is(Trait.BOT)) json.put("bot", true);
        return json;
    }

    private static Profile profile(JsonNode json) {
        return new Profile(
                string(json, "gate"),
                string(json, "user"),
                string(json, "host"),
                "",
                string(json, "realName"),
                json.path("account").stringValueOpt().map(Name::new),
                Optional.empty(),
                json.path("bot").asBoolean(false) ? Set.of(Trait.BOT) : Set.of());
    }

    private static void put(ObjectNode json, String key, String value) {
        if (!value.isEmpty()) json.put(key, value);
    }

    private static String string(JsonNode json, String key) {
        return json.path(key).stringValue("");
    }
}
