package chat.madang.gate.web;

import chat.madang.core.Listing;
import chat.madang.core.Markers.Where;
import chat.madang.core.Member;
import chat.madang.core.Person;
import chat.madang.core.Profile.Trait;
import chat.madang.core.RoomRule;

import tools.jackson.core.JsonGenerator;

import java.util.Locale;

/// People, rooms and who is in them, as JSON.
final class PeopleJson {
    private PeopleJson() {}

    static void person(String field, Person who, JsonGenerator json) {
        json.writeObjectPropertyStart(field);
        fields(who, json);
        json.writeEndObject();
    }

    /// Writes the fields of a person.
    static void fields(Person who, JsonGenerator json) {
        var profile = who.profile();
        json.writeStringProperty("name", who.name().value());
        if (!profile.gate().isEmpty()) json.writeStringProperty("gate", profile.gate());
        profile.account()
                .ifPresent(account -> json.writeStringProperty("account", account.value()));
        profile.away().ifPresent(away -> json.writeStringProperty("away", away.value()));
        if (profile.is(Trait.BOT)) json.writeBooleanProperty("bot", true);
        if (profile.is(Trait.OPERATOR)) json.writeBooleanProperty("operator", true);
    }

    /// Writes a room as those see it who may be in it or not.
    static void room(String field, Listing room, JsonGenerator json) {
        json.writeObjectPropertyStart(field);
        fields(room, json);
        json.writeEndObject();
    }

    /// Writes the fields of a room.
    static void fields(Listing room, JsonGenerator json) {
        json.writeNumberProperty("room", room.room().value());
        json.writeStringProperty("title", room.name().title().value());
        json.writeStringProperty("handle", room.name().handle().value());
        json.writeNumberProperty("people", room.members().size());
        json.writeNumberProperty("capacity", room.policy().capacity());
        var state = room.state();
        state.limit().ifPresent(limit -> json.writeNumberProperty("limit", limit));
        state.topic().ifPresent(topic -> json.writeStringProperty("topic", topic.text().value()));
        if (state.key().isPresent()) json.writeBooleanProperty("key", true);
        if (state.has(RoomRule.HIDDEN)) json.writeBooleanProperty("hidden", true);
        if (state.has(RoomRule.INVITED_ONLY)) json.writeBooleanProperty("invited", true);
        if (state.has(RoomRule.MODERATED)) json.writeBooleanProperty("moderated", true);
        room.host().ifPresent(host -> json.writeStringProperty("host", host.name().value()));
    }

    /// Writes who is in a room.
    static void members(String field, Listing room, JsonGenerator json) {
        json.writeArrayPropertyStart(field);
        for (Member member : room.members()) {
            json.writeStartObject();
            fields(member.who(), json);
            if (!member.ranks().isEmpty()) {
                json.writeArrayPropertyStart("ranks");
                for (var rank : member.ranks()) json.writeString(word(rank));
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /// Writes where somebody reads.
    static void where(Where where, JsonGenerator json) {
        switch (where) {
            case Where.InRoom(var room) -> json.writeStringProperty("room", room.value());
            case Where.With(var peer) -> json.writeStringProperty("with", peer.value());
        }
    }

    /// How one of ours is written: `half-operator`.
    static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
