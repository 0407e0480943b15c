package chat.madang.gate.web;

import chat.madang.core.Answered;
import chat.madang.core.Event;
import chat.madang.core.Event.AddresseeCame;
import chat.madang.core.Event.AddresseeChosen;
import chat.madang.core.Event.AddresseeGone;
import chat.madang.core.Event.Announced;
import chat.madang.core.Event.Collected;
import chat.madang.core.Event.Described;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Expelled;
import chat.madang.core.Event.HostChanged;
import chat.madang.core.Event.Identified;
import chat.madang.core.Event.Invited;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.Marked;
import chat.madang.core.Event.Noted;
import chat.madang.core.Event.OfRoom;
import chat.madang.core.Event.Redacted;
import chat.madang.core.Event.RedactedTo;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.Retitled;
import chat.madang.core.Event.RoomChanged;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.RoomKept;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Event.Signalled;
import chat.madang.core.Event.SignalledTo;
import chat.madang.core.Event.TopicSet;
import chat.madang.core.Event.Unscheduled;
import chat.madang.core.Event.Whispered;
import chat.madang.core.MessageId;
import chat.madang.core.Name;
import chat.madang.core.Place;
import chat.madang.core.Sighting;
import chat.madang.core.Stamp;
import chat.madang.core.Text;

import tools.jackson.core.JsonGenerator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What happens, as the fields of a JSON object.
final class EventJson {
    static final String TYPE = "type";

    private EventJson() {}

    /// Whether people at this gate are told of it.
    static boolean isTold(Event event) {
        return switch (event) {
            case Signalled signalled -> TalkJson.typing(signalled.tags()).isPresent();
            case SignalledTo signalled -> TalkJson.typing(signalled.tags()).isPresent();
            case RoomChanged changed -> !changed.changes().isEmpty();
            // Who has come in, and what nobody but the asker is told, is told by the dialogue.
            case Entered _,
                    LoggedIn _,
                    Refused _,
                    Answered _,
                    Noted _,
                    Scheduled _,
                    Unscheduled _,
                    Kept _,
                    Collected _,
                    AddresseeChosen _,
                    AddresseeCame _,
                    AddresseeGone _,
                    RoomKept _,
                    Sighting _ ->
                    false;
            default -> true;
        };
    }

    /// Writes the fields of an event that [is told][#isTold].
    static void write(Event event, JsonGenerator json) {
        switch (event) {
            case Said said -> said(said, json);
            case SaidAsScheduled said -> said(said, json);
            case Whispered whispered -> TalkJson.whispered(whispered, json);
            case Signalled(var room, _, var who, var tags, _, var stamp) -> {
                inRoom("typing", room.value(), stamp, json);
                PeopleJson.person("who", who, json);
                json.writeStringProperty("state", TalkJson.typing(tags).orElse(""));
            }
            case SignalledTo(var who, var whom, var tags, _, _) -> {
                json.writeStringProperty(TYPE, "typing");
                PeopleJson.person("who", who, json);
                PeopleJson.person("to", whom, json);
                json.writeStringProperty("state", TalkJson.typing(tags).orElse(""));
            }
            case Redacted redacted -> {
                inRoom("redacted", redacted, json);
                redaction(redacted, json);
            }
            case RedactedTo redacted -> {
                json.writeStringProperty(TYPE, "redacted");
                stamp(redacted.id(), redacted.at(), json);
                PeopleJson.person("from", redacted.from(), json);
                PeopleJson.person("to", redacted.whom(), json);
                redaction(redacted, json);
            }
            case Joined joined -> {
                inRoom("joined", joined, json);
                PeopleJson.person("who", joined.who(), json);
            }
            case Left left -> {
                inRoom("left", left, json);
                PeopleJson.person("who", left.who(), json);
                reason(left.reason(), json);
            }
            case Kicked kicked -> {
                inRoom("kicked", kicked, json);
                PeopleJson.person("who", kicked.who(), json);
                PeopleJson.person("by", kicked.host(), json);
                reason(kicked.reason(), json);
            }
            case HostChanged changed -> {
                inRoom("host", changed, json);
                PeopleJson.person("who", changed.host(), json);
            }
            case RoomClosed closed -> inRoom("closed", closed, json);
            case TopicSet set -> {
                inRoom("topic", set, json);
                PeopleJson.person("who", set.who(), json);
                set.topic().ifPresent(topic -> json.writeStringProperty("topic", topic.value()));
            }
            case RoomChanged changed -> {
                inRoom("changed", changed, json);
                PeopleJson.person("who", changed.who(), json);
                ChangeJson.write(changed.changes(), json);
            }
            case Retitled retitled -> {
                inRoom("retitled", retitled, json);
                PeopleJson.person("who", retitled.who(), json);
                json.writeStringProperty("title", retitled.name().title().value());
                json.writeStringProperty("handle", retitled.name().handle().value());
                json.writeStringProperty("before", retitled.before().title().value());
                reason(retitled.reason(), json);
            }
            case Renamed renamed -> {
                json.writeStringProperty(TYPE, "renamed");
                PeopleJson.person("who", renamed.who(), json);
                json.writeStringProperty("before", renamed.old().value());
                places(renamed.places(), json);
            }
            case Exited exited -> {
                json.writeStringProperty(TYPE, "gone");
                PeopleJson.person("who", exited.who(), json);
                reason(exited.reason(), json);
                places(exited.places(), json);
            }
            case Described described -> {
                json.writeStringProperty(TYPE, "described");
                PeopleJson.person("who", described.who(), json);
            }
            case Identified identified -> {
                json.writeStringProperty(TYPE, "described");
                PeopleJson.person("who", identified.who(), json);
            }
            case Invited invited -> {
                json.writeStringProperty(TYPE, "invited");
                PeopleJson.person("who", invited.who(), json);
                PeopleJson.person("to", invited.whom(), json);
                json.writeNumberProperty("room", invited.room().value());
                json.writeStringProperty("title", invited.name().title().value());
            }
            case Marked marked -> {
                json.writeStringProperty(TYPE, "marked");
                PeopleJson.where(marked.where(), json);
                at(marked.upTo(), json);
            }
            case Announced announced -> {
                json.writeStringProperty(TYPE, "announced");
                PeopleJson.person("who", announced.who(), json);
                json.writeStringProperty("text", announced.text().value());
            }
            case Expelled expelled -> {
                json.writeStringProperty(TYPE, "expelled");
                PeopleJson.person("who", expelled.whom(), json);
                PeopleJson.person("by", expelled.operator(), json);
                reason(Optional.of(expelled.reason()), json);
            }
            default -> throw new IllegalArgumentException("not told: " + event);
        }
    }

    /// Writes what is answered to an author: what the others have heard.
    static void said(Said said, JsonGenerator json) {
        inRoom("said", said, json);
        PeopleJson.person("who", said.who(), json);
        TalkJson.text(said.who(), said.text(), said.manner(), json);
    }

    private static void said(SaidAsScheduled said, JsonGenerator json) {
        inRoom("said", said, json);
        called("who", said.message().author(), json);
        json.writeStringProperty("text", said.message().text().value());
        json.writeBooleanProperty("scheduled", true);
    }

    private static void redaction(Event.Redaction redaction, JsonGenerator json) {
        PeopleJson.person("who", redaction.who(), json);
        json.writeStringProperty("message", String.valueOf(redaction.message().value()));
        reason(redaction.reason(), json);
    }

    /// Somebody of whom nothing but the name is known.
    private static void called(String field, Name name, JsonGenerator json) {
        json.writeObjectPropertyStart(field);
        json.writeStringProperty("name", name.value());
        json.writeEndObject();
    }

    static void reason(Optional<Text> reason, JsonGenerator json) {
        reason.ifPresent(text -> json.writeStringProperty("reason", text.value()));
    }

    private static void inRoom(String type, OfRoom event, JsonGenerator json) {
        inRoom(type, event.room().value(), event.stamp(), json);
    }

    private static void inRoom(String type, int room, Stamp stamp, JsonGenerator json) {
        json.writeStringProperty(TYPE, type);
        place(room, stamp, json);
    }

    private static void places(List<Place> places, JsonGenerator json) {
        json.writeArrayPropertyStart("places");
        for (var place : places) {
            json.writeStartObject();
            place(place.room().value(), place.stamp(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void place(int room, Stamp stamp, JsonGenerator json) {
        json.writeNumberProperty("room", room);
        json.writeNumberProperty("seq", stamp.sequence());
        stamp(stamp.id(), stamp.at(), json);
    }

    static void stamp(MessageId id, Instant at, JsonGenerator json) {
        json.writeStringProperty("id", String.valueOf(id.value()));
        at(at, json);
    }

    static void at(Instant at, JsonGenerator json) {
        json.writeNumberProperty("at", at.toEpochMilli());
    }
}
