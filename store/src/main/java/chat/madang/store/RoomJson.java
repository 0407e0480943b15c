package chat.madang.store;

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
import chat.madang.core.RoomState;
import chat.madang.core.RoomState.Listed;
import chat.madang.core.RoomState.MaskList;
import chat.madang.core.Text;
import chat.madang.core.Topic;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;

/// What people have made of a room, and each change to it, as JSON.
///
/// ```
/// state    {"madeAt":MILLIS,"rules":["MODERATED"],"key":"sesame","limit":7,
///           "topic":{"text":"…","setter":PERSON,"at":MILLIS},
///           "lists":{"BANNED":[{"mask":"bea!*@*","setter":PERSON,"at":MILLIS}]}}
/// change   {"rule":"MODERATED","on":true}   {"key":"sesame"}   {"limit":7}
///          {"list":"BANNED","mask":"bea!*@*","on":true}   {"rank":"VOICE","whom":"bea","on":true}
/// ```
///
/// A key or limit that is taken away is null.
final class RoomJson {
    private RoomJson() {}

    static String state(RoomState state) {
        var json = Json.object().put("madeAt", Store.millis(state.madeAt()));
        var rules = json.putArray("rules");
        for (var rule : state.rules()) rules.add(rule.name());
        state.key().ifPresent(key -> json.put("key", key));
        state.limit().ifPresent(limit -> json.put("limit", limit));
        state.topic().ifPresent(topic -> json.set("topic", topic(topic)));
        var lists = json.putObject("lists");
        for (var list : MaskList.values()) putList(lists, list, state.list(list));
        return json.toString();
    }

    /// @throws RuntimeException when it makes no sense
    static RoomState state(String state) {
        var json = Json.read(state);
        var rules = EnumSet.noneOf(RoomRule.class);
        for (var rule : json.path("rules")) rules.add(RoomRule.valueOf(rule.stringValue()));
        var lists = new EnumMap<MaskList, List<Listed>>(MaskList.class);
        for (var list : MaskList.values()) {
            var entries = list(json.path("lists").path(list.name()));
            if (!entries.isEmpty()) lists.put(list, entries);
        }
        return new RoomState(
                json.path("topic").asOptional().map(RoomJson::topic),
                rules,
                json.path("key").stringValueOpt(),
                limit(json),
                lists,
                instant(json.path("madeAt")));
    }

    static ObjectNode change(RoomChange change) {
        var json = Json.object();
        return switch (change) {
            case RuleSet(var rule, var on) -> json.put("rule", rule.name()).put("on", on);
            case KeySet(var key) -> json.put("key", key.orElse(null));
            case LimitSet(var limit) ->
                    limit.isPresent() ? json.put("limit", limit.getAsInt()) : json.putNull("limit");
            case MaskSet(var list, var mask, var on) ->
                    json.put("list", list.name()).put("mask", mask.value()).put("on", on);
            case RankSet(var whom, var rank, var on) ->
                    json.put("rank", rank.name()).put("whom", whom.value()).put("on", on);
        };
    }

    /// @throws IllegalArgumentException when it is none
    static RoomChange change(JsonNode json) {
        boolean on = json.path("on").asBoolean(false);
        if (json.has("rule")) {
            return new RuleSet(RoomRule.valueOf(json.get("rule").stringValue()), on);
        }
        if (json.has("list")) {
            var mask = new Mask(json.get("mask").stringValue());
            return new MaskSet(MaskList.valueOf(json.get("list").stringValue()), mask, on);
        }
        if (json.has("rank")) {
            var whom = new Name(json.get("whom").stringValue());
            return new RankSet(whom, Rank.valueOf(json.get("rank").stringValue()), on);
        }
        if (json.has("limit")) return new LimitSet(limit(json));
        if (json.has("key")) return new KeySet(json.path("key").stringValueOpt());
        throw new IllegalArgumentException("change: none of those that there are");
    }

    private static ObjectNode topic(Topic topic) {
        var json = Json.object().put("text", topic.text().value());
        json.set("setter", Json.person(topic.setter()));
        return json.put("at", Store.millis(topic.at()));
    }

    private static Topic topic(JsonNode json) {
        return new Topic(
                new Text(json.path("text").stringValue()),
                Json.person(json.path("setter")),
                instant(json.path("at")));
    }

    private static void putList(ObjectNode lists, MaskList list, List<Listed> entries) {
        if (entries.isEmpty()) return;
        var array = lists.putArray(list.name());
        for (var entry : entries) {
            var json = array.addObject().put("mask", entry.mask().value());
            json.set("setter", Json.person(entry.setter()));
            json.put("at", Store.millis(entry.at()));
        }
    }

    private static List<Listed> list(JsonNode array) {
        var entries = new ArrayList<Listed>();
        for (var json : array) {
            var mask = new Mask(json.path("mask").stringValue());
            entries.add(
                    new Listed(mask, Json.person(json.path("setter")), instant(json.path("at"))));
        }
        return entries;
    }

    private static OptionalInt limit(JsonNode json) {
        var limit = json.path("limit");
        return limit.isNumber() ? OptionalInt.of(limit.intValue()) : OptionalInt.empty();
    }

    private static Instant instant(JsonNode millis) {
        return Instant.ofEpochMilli(millis.longValue());
    }
}
