package chat.madang.store;

import chat.madang.core.Event.HostChanged;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.OfRoom;
import chat.madang.core.Event.Redacted;
import chat.madang.core.Event.RedactedTo;
import chat.madang.core.Event.Redaction;
import chat.madang.core.Event.Retitled;
import chat.madang.core.Event.RoomChanged;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Signalled;
import chat.madang.core.Event.SignalledTo;
import chat.madang.core.Event.TopicSet;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Manner;
import chat.madang.core.Name;
import chat.madang.core.Person;
import chat.madang.core.Place;
import chat.madang.core.RoomName;
import chat.madang.core.SessionId;
import chat.madang.core.Stamp;
import chat.madang.core.Tags;
import chat.madang.core.Text;

import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/// Events to rows; [RowReading] is the way back.
final class RowWriting {
    private RowWriting() {}

    /// What is kept of it; nothing, when that is nothing.
    static Optional<Row> of(OfRoom event) {
        return switch (event) {
            case Said said when said.manner().least().isPresent() -> Optional.empty();
            case Said said -> Optional.of(said(said));
            case Signalled signalled when signalled.least().isPresent() -> Optional.empty();
            case Signalled signalled when signalled.tags().isFleeting() -> Optional.empty();
            case Signalled signalled -> Optional.of(signalled(signalled));
            case RoomChanged changed when changed.changes().isEmpty() -> Optional.empty();
            case RoomChanged changed -> Optional.of(changed(changed));
            case SaidAsScheduled late -> Optional.of(scheduled(late));
            case Joined joined -> Optional.of(joined(joined));
            case Left left -> Optional.of(left(left));
            case Kicked kicked -> Optional.of(kicked(kicked));
            case HostChanged changed -> Optional.of(host(changed));
            case TopicSet set -> Optional.of(topic(set));
            case Retitled retitled -> Optional.of(retitled(retitled));
            // When there is anything to erase ([Eraser]).
            case Redacted _ -> Optional.empty();
            case RoomClosed _ -> Optional.empty();
        };
    }

    static Row renamed(Person who, Name old, Place place) {
        var more = json(who).toString();
        return new Row(place.stamp(), Row.RENAMED, 0, who.name(), old.value(), more);
    }

    static Row exited(Person who, Optional<Text> reason, Place place) {
        var json = json(who);
        Json.putText(json, "reason", reason);
        return new Row(place.stamp(), Row.EXITED, 0, who.name(), "", json.toString());
    }

    static Row whispered(Whispered whispered) {
        var manner = whispered.manner();
        var json = json(whispered.from());
        json.set("whom", Json.personHere(whispered.whom()));
        if (whispered.betweenPartners()) json.put("partners", true);
        putManner(json, manner);
        return new Row(
                whispered.id(),
                0,
                whispered.at(),
                kind(manner),
                Row.TALK,
                whispered.from().name().value(),
                whispered.text().value(),
                json.toString());
    }

    static Row signalled(SignalledTo signalled) {
        var json = json(signalled.who());
        json.set("whom", Json.personHere(signalled.whom()));
        putTags(json, signalled.tags());
        var stamp = new Stamp(signalled.id(), 0, signalled.at());
        return new Row(stamp, Row.SIGNALLED, 0, signalled.who().name(), "", json.toString());
    }

    static Row redacted(Redacted redacted) {
        var json = json(redacted.name(), redacted.who());
        return redacted(redacted, redacted.stamp(), json);
    }

    static Row redacted(RedactedTo redacted) {
        var json = json(redacted.who());
        json.set("from", Json.personHere(redacted.from()));
        json.set("whom", Json.personHere(redacted.whom()));
        return redacted(redacted, new Stamp(redacted.id(), 0, redacted.at()), json);
    }

    private static Row redacted(Redaction redaction, Stamp stamp, ObjectNode json) {
        json.put("message", redaction.message().value());
        Json.putText(json, "reason", redaction.reason());
        var who = redaction.who().name();
        return new Row(stamp, Row.REDACTED, Row.REDACTING, who, "", json.toString());
    }

    private static Row said(Said said) {
        var json = json(said.name(), said.who());
        putManner(json, said.manner());
        return new Row(
                said.stamp(),
                kind(said.manner()),
                Row.TALK,
                said.who().name(),
                said.text().value(),
                json.toString());
    }

    private static Row signalled(Signalled signalled) {
        var json = json(signalled.name(), signalled.who());
        putTags(json, signalled.tags());
        return row(signalled, Row.SIGNALLED, signalled.who(), "", json);
    }

    private static Row scheduled(SaidAsScheduled late) {
        var json = Json.object();
        Json.putName(json, late.name());
        var message = late.message();
        json.put("message", message.id().value()).put("due", Store.millis(message.due()));
        late.author().map(SessionId::value).ifPresent(session -> json.put("session", session));
        return new Row(
                late.stamp(),
                Row.SCHEDULED,
                Row.TALK,
                message.author(),
                message.text().value(),
                json.toString());
    }

    private static Row joined(Joined joined) {
        var json = json(joined.name(), joined.who());
        if (joined.asHost()) json.put("host", true);
        return row(joined, Row.JOINED, joined.who(), "", json);
    }

    private static Row left(Left left) {
        var json = json(left.name(), left.who());
        Json.putText(json, "reason", left.reason());
        return row(left, Row.LEFT, left.who(), "", json);
    }

    private static Row kicked(Kicked kicked) {
        var json = json(kicked.name(), kicked.who());
        json.set("by", Json.personHere(kicked.host()));
        Json.putText(json, "reason", kicked.reason());
        return row(kicked, Row.KICKED, kicked.who(), kicked.host().name().value(), json);
    }

    private static Row host(HostChanged changed) {
        var json = json(changed.name(), changed.host());
        return row(changed, Row.HOST, changed.host(), "", json);
    }

    private static Row topic(TopicSet set) {
        var json = json(set.name(), set.who());
        Json.putText(json, "topic", set.topic());
        return row(set, Row.TOPIC, set.who(), "", json);
    }

    private static Row changed(RoomChanged changed) {
        var json = json(changed.name(), changed.who());
        var changes = json.putArray("changes");
        for (var change : changed.changes()) changes.add(RoomJson.change(change));
        return row(changed, Row.CHANGED, changed.who(), "", json);
    }

    private static Row retitled(Retitled retitled) {
        var json = json(retitled.name(), retitled.who());
        var before = retitled.before();
        json.putArray("before").add(before.title().value()).add(before.handle().value());
        Json.putText(json, "reason", retitled.reason());
        return row(retitled, Row.RETITLED, retitled.who(), "", json);
    }

    /// What every event of a room has: how the room is called, and who has done it.
    private static ObjectNode json(RoomName name, Person who) {
        var json = json(who);
        Json.putName(json, name);
        return json;
    }

    private static ObjectNode json(Person who) {
        var json = Json.object();
        json.set("who", Json.personHere(who));
        return json;
    }

    private static String kind(Manner manner) {
        return manner.notice() ? Row.NOTICE : Row.SAID;
    }

    private static void putManner(ObjectNode json, Manner manner) {
        putTags(json, manner.tags());
        manner.nonce().ifPresent(nonce -> json.put("nonce", nonce.value()));
        if (manner.joints().isEmpty()) return;
        var joints = json.putArray("joints");
        for (int joint : manner.joints()) joints.add(joint);
    }

    private static void putTags(ObjectNode json, Tags tags) {
        if (!tags.isEmpty()) json.put("tags", tags.value());
    }

    private static Row row(OfRoom event, String kind, Person who, String text, ObjectNode json) {
        return new Row(event.stamp(), kind, 0, who.name(), text, json.toString());
    }
}
