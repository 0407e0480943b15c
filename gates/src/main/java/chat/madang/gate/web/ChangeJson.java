package chat.madang.gate.web;

import chat.madang.core.Mask;
import chat.madang.core.Name;
import chat.madang.core.Rank;
import chat.madang.core.RoomChange;
import chat.madang.core.RoomChange.KeySet;
import chat.madang.core.RoomChange.LimitSet;
import chat.madang.core.RoomChange.MaskSet;
import chat.madang.core.RoomChange.RankSet;
import chat.madang.core.RoomChange.RuleSet;
import chat.madang.core.RoomRule;
import chat.madang.core.RoomState.MaskList;

import tools.jackson.core.JsonGenerator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What is otherwise about a room, as JSON and back.
final class ChangeJson {
    private static final int COUNT_MAX = 20;
    private static final int KEY_CHARS_MAX = 64;

    private ChangeJson() {}

    static void write(List<RoomChange> changes, JsonGenerator json) {
        json.writeArrayPropertyStart("changes");
        for (var change : changes) {
            json.writeStartObject();
            fields(change, json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void fields(RoomChange change, JsonGenerator json) {
        switch (change) {
            case RuleSet(var rule, var on) -> {
                json.writeStringProperty("rule", PeopleJson.word(rule));
                json.writeBooleanProperty("on", on);
            }
            // Those who are in need not know it; those who are not shall not.
            case KeySet(var key) -> json.writeBooleanProperty("key", key.isPresent());
            case LimitSet(var limit) -> {
                if (limit.isPresent()) json.writeNumberProperty("limit", limit.getAsInt());
                else json.writeNullProperty("limit");
            }
            case MaskSet(var list, var mask, var on) -> {
                json.writeStringProperty("list", PeopleJson.word(list));
                json.writeStringProperty("mask", mask.toString());
                json.writeBooleanProperty("on", on);
            }
            case RankSet(var whom, var rank, var on) -> {
                json.writeStringProperty("rank", PeopleJson.word(rank));
                json.writeStringProperty("name", whom.value());
                json.writeBooleanProperty("on", on);
            }
        }
    }

    /// What a request wants to be otherwise.
    static List<RoomChange> read(Request request) throws NotUnderstood {
        var changes = new ArrayList<RoomChange>();
        for (var each : request.objects("changes", COUNT_MAX)) changes.add(change(each));
        return changes;
    }

    private static RoomChange change(Request each) throws NotUnderstood {
        if (each.has("rule")) {
            return new RuleSet(each.word("rule", RoomRule.class), each.yes("on"));
        }
        if (each.has("key")) return new KeySet(each.nullable("key", KEY_CHARS_MAX));
        if (each.has("limit")) return limit(each);
        if (each.has("list")) {
            var mask = each.valid("mask", Mask::of);
            return new MaskSet(each.word("list", MaskList.class), mask, each.yes("on"));
        }
        var whom = each.valid("name", Name::of);
        return new RankSet(whom, each.word("rank", Rank.class), each.yes("on"));
    }

    private static RoomChange limit(Request each) throws NotUnderstood {
        if (each.isNull("limit")) return new LimitSet(OptionalInt.empty());
        return new LimitSet(OptionalInt.of((int) each.number("limit", 1, Integer.MAX_VALUE)));
    }

    /// What a room is to be said to be joined: as it was said.
    static Optional<String> key(Request request) throws NotUnderstood {
        return request.has("key") ? request.nullable("key", KEY_CHARS_MAX) : Optional.empty();
    }
}
