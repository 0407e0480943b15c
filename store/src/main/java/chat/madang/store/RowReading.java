package chat.madang.store;

import chat.madang.core.Command.Answer;
import chat.madang.core.Conversation;
import chat.madang.core.Conversation.InRoom;
import chat.madang.core.Conversation.With;
import chat.madang.core.Event;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.HostChanged;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.Redacted;
import chat.madang.core.Event.RedactedTo;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.Retitled;
import chat.madang.core.Event.RoomChanged;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Signalled;
import chat.madang.core.Event.SignalledTo;
import chat.madang.core.Event.TopicSet;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Manner;
import chat.madang.core.MessageId;
import chat.madang.core.Name;
import chat.madang.core.Nonce;
import chat.madang.core.Person;
import chat.madang.core.Place;
import chat.madang.core.RoomChange;
import chat.madang.core.RoomId;
import chat.madang.core.ScheduledMessage;
import chat.madang.core.SessionId;
import chat.madang.core.Tags;
import chat.madang.core.Text;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Rows of one conversation to what has happened; the way back of [RowWriting]. Reads rows of the
/// first form, too, in which much is missing.
///
/// @param started the last id before the server was started: sessions up to there are nobody's
record RowReading(Conversation of, MessageId started) {
    /// @throws RuntimeException when the row makes no sense
    Event read(Row row) {
        var json = row.json();
        return switch (of) {
            case InRoom(var room) -> inRoom(room, row, json);
            case With _ -> between(row, json);
        };
    }

    private Event inRoom(RoomId room, Row row, JsonNode json) {
        var who = who(row, json);
        var stamp = row.stamp();
        var text = Json.text(json, "reason");
        return switch (row.kind()) {
            case Row.RENAMED ->
                    new Renamed(who, new Name(row.text()), List.of(new Place(room, stamp)));
            case Row.EXITED -> new Exited(who, List.of(new Place(room, stamp)), text);
            case Row.JOINED ->
                    new Joined(
                            room, Json.name(json), who, json.path("host").asBoolean(false), stamp);
            case Row.LEFT -> new Left(room, Json.name(json), who, text, stamp);
            case Row.KICKED ->
                    new Kicked(room, Json.name(json), who, kicker(row, json), text, stamp);
            case Row.HOST -> new HostChanged(room, Json.name(json), who, stamp);
            default -> altered(room, row, json);
        };
    }

    private Event altered(RoomId room, Row row, JsonNode json) {
        var name = Json.name(json);
        var who = who(row, json);
        var stamp = row.stamp();
        return switch (row.kind()) {
            case Row.REDACTED ->
                    new Redacted(room, name, who, message(json), Json.text(json, "reason"), stamp);
            case Row.TOPIC -> new TopicSet(room, name, who, Json.text(json, "topic"), stamp);
            case Row.CHANGED -> new RoomChanged(room, name, who, changes(json), List.of(), stamp);
            case Row.RETITLED ->
                    new Retitled(
                            room,
                            name,
                            Json.roomName(json.path("before")),
                            who,
                            Json.text(json, "reason"),
                            stamp);
            case Row.SAID, Row.NOTICE ->
                    new Said(room, name, who, text(row), manner(row, json), Answer.AT_ONCE, stamp);
            case Row.SIGNALLED ->
                    new Signalled(room, name, who, tags(json), Optional.empty(), stamp);
            case Row.SCHEDULED -> scheduled(room, row, json);
            default -> throw unknown(row);
        };
    }

    private Event between(Row row, JsonNode json) {
        var from = who(row, json);
        var whom = here(Json.person(json.path("whom")), row.id());
        return switch (row.kind()) {
            case Row.SAID, Row.NOTICE ->
                    new Whispered(
                            from,
                            whom,
                            text(row),
                            manner(row, json),
                            json.path("partners").asBoolean(false),
                            Answer.AT_ONCE,
                            row.id(),
                            row.at());
            case Row.SIGNALLED -> new SignalledTo(from, whom, tags(json), row.id(), row.at());
            case Row.REDACTED ->
                    new RedactedTo(
                            from,
                            here(Json.person(json.path("from")), row.id()),
                            whom,
                            message(json),
                            Json.text(json, "reason"),
                            row.id(),
                            row.at());
            default -> throw unknown(row);
        };
    }

    private Event scheduled(RoomId room, Row row, JsonNode json) {
        var message =
                new ScheduledMessage(
                        new MessageId(json.path("message").asLong(row.id().value())),
                        room,
                        new Name(row.who()),
                        text(row),
                        Instant.ofEpochMilli(json.path("due").asLong(Store.millis(row.at()))));
        var author = here(new SessionId(json.path("session").asLong(0)), row.id());
        return new SaidAsScheduled(
                message,
                Json.name(json),
                Optional.of(author).filter(session -> !session.equals(SessionId.NOBODY)),
                row.stamp());
    }

    private Person who(Row row, JsonNode json) {
        return here(Json.person(json.path("who"), row.who()), row.id());
    }

    /// In rows of the first form, of which nothing but the name is known, that is the text.
    private Person kicker(Row row, JsonNode json) {
        return here(Json.person(json.path("by"), row.text()), row.id());
    }

    /// The person with a session of this server, or none.
    private Person here(Person person, MessageId when) {
        return new Person(here(person.session(), when), person.name(), person.profile());
    }

    private SessionId here(SessionId session, MessageId when) {
        return when.compareTo(started) > 0 ? session : SessionId.NOBODY;
    }

    /// What was erased.
    private static MessageId message(JsonNode json) {
        return new MessageId(json.path("message").longValue());
    }

    private static Text text(Row row) {
        return new Text(row.text());
    }

    private static Manner manner(Row row, JsonNode json) {
        var joints = new ArrayList<Integer>();
        for (var joint : json.path("joints")) joints.add(joint.intValue());
        boolean notice = row.kind().equals(Row.NOTICE);
        var nonce = json.path("nonce").stringValueOpt().map(Nonce::new);
        return new Manner(notice, Optional.empty(), tags(json), joints, nonce);
    }

    private static Tags tags(JsonNode json) {
        return new Tags(json.path("tags").stringValue(""));
    }

    private static List<RoomChange> changes(JsonNode json) {
        var changes = new ArrayList<RoomChange>();
        for (var change : json.path("changes")) changes.add(RoomJson.change(change));
        return changes;
    }

    private static IllegalStateException unknown(Row row) {
        return new IllegalStateException(
                "history: kind %s (expected: a known one)".formatted(row.kind()));
    }
}
