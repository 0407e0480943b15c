package chat.madang.gate.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Handle;
import chat.madang.core.MessageId;
import chat.madang.core.RoomId;
import chat.madang.core.RoomRef;
import chat.madang.core.Text;

import io.netty.buffer.ByteBufUtil;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a client asks for: a JSON object, and what stands in it.
///
/// @param json an object
record Request(JsonNode json) {
    private static final int REF_CHARS_MAX = 64;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /// The request that those bytes are; nothing when they are no JSON object in UTF-8.
    static Optional<Request> of(byte[] bytes) {
        try {
            // Decoded first, because the parser lets some byte sequences pass that are not UTF-8.
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            var json = MAPPER.readTree(text.toString());
            return Optional.of(json).filter(JsonNode::isObject).map(Request::new);
        } catch (CharacterCodingException _) {
            return Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /// What is asked; empty when it is not said.
    String type() {
        return Optional.of(json.path("type").stringValue("")).filter(Request::isText).orElse("");
    }

    /// What the client calls it; null when it calls it nothing that it may be called.
    @Nullable JsonNode ref() {
        var ref = json.path("ref");
        boolean text = ref.isString() && !ref.stringValue("").isEmpty();
        boolean fits =
                text
                        && ref.stringValue("").length() <= REF_CHARS_MAX
                        && isText(ref.stringValue(""));
        return fits || (ref.isIntegralNumber() && ref.canConvertToLong()) ? ref : null;
    }

    /// Writes what the client calls it.
    static void writeRef(@Nullable JsonNode ref, JsonGenerator json) {
        if (ref == null) return;
        if (ref.isString()) json.writeStringProperty("ref", ref.stringValue(""));
        else json.writeNumberProperty("ref", ref.longValue());
    }

    /// Whether it can be written again: JSON can spell what has no UTF-8.
    private static boolean isText(String value) {
        return Text.of(value).isPresent();
    }

    boolean has(String field) {
        return json.has(field);
    }

    boolean isNull(String field) {
        return json.path(field).isNull();
    }

    /// Whether something is said to be so; not, when nothing is said.
    boolean yes(String field) throws NotUnderstood {
        var value = json.path(field);
        if (value.isMissingNode()) return false;
        if (!value.isBoolean()) throw new NotUnderstood(field);
        return value.booleanValue();
    }

    /// @param bytesMax as UTF-8
    String text(String field, int bytesMax) throws NotUnderstood {
        var value = json.path(field);
        var text = value.stringValue("");
        if (!value.isString()
                || Text.of(text).isEmpty()
                || ByteBufUtil.utf8Bytes(text) > bytesMax) {
            throw new NotUnderstood(field);
        }
        return text;
    }

    /// What stands there, or nothing when it is null.
    Optional<String> nullable(String field, int bytesMax) throws NotUnderstood {
        return isNull(field) ? Optional.empty() : Optional.of(text(field, bytesMax));
    }

    /// A value of ours that is written so.
    <T> T valid(String field, Function<String, Optional<T>> of) throws NotUnderstood {
        var value = json.path(field);
        if (!value.isString()) throw new NotUnderstood(field);
        return of.apply(value.stringValue("")).orElseThrow(() -> new NotUnderstood(field));
    }

    /// The same; nothing when nothing is said.
    <T> Optional<T> optional(String field, Function<String, Optional<T>> of) throws NotUnderstood {
        return has(field) ? Optional.of(valid(field, of)) : Optional.empty();
    }

    /// One of ours by its word: `half-operator`.
    <E extends Enum<E>> E word(String field, Class<E> type) throws NotUnderstood {
        return valid(
                field,
                written ->
                        Stream.of(type.getEnumConstants())
                                .filter(one ->
                                        PeopleJson.word(one)
                                                .equals(written.toLowerCase(Locale.ROOT)))
                                .findFirst());
    }

    long number(String field, long min, long max) throws NotUnderstood {
        var value = json.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) throw new NotUnderstood(field);
        long number = value.longValue();
        if (number < min || number > max) throw new NotUnderstood(field);
        return number;
    }

    /// A room by its number, or by its title.
    RoomRef room() throws NotUnderstood {
        var value = json.path("room");
        if (value.isString()) return valid("room", Handle::of);
        return new RoomId((int) number("room", 1, Integer.MAX_VALUE));
    }

    /// A room by its number.
    RoomId roomNumber() throws NotUnderstood {
        return new RoomId((int) number("room", 1, Integer.MAX_VALUE));
    }

    MessageId id(String field) throws NotUnderstood {
        return valid(field, Request::parseId);
    }

    private static Optional<MessageId> parseId(String written) {
        if (!written.matches("[0-9]+")) return Optional.empty();
        try {
            return Optional.of(new MessageId(Long.parseLong(written)));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// The objects of a list.
    List<Request> objects(String field, int countMax) throws NotUnderstood {
        var list = elements(field, countMax);
        for (var each : list) if (!each.isObject()) throw new NotUnderstood(field);
        return list.stream().map(Request::new).toList();
    }

    /// The values of a list of texts.
    <T> List<T> list(String field, int countMax, Function<String, Optional<T>> of)
            throws NotUnderstood {
        var values = new ArrayList<T>();
        for (var each : elements(field, countMax)) {
            if (!each.isString()) throw new NotUnderstood(field);
            values.add(of.apply(each.stringValue("")).orElseThrow(() -> new NotUnderstood(field)));
        }
        return values;
    }

    private List<JsonNode> elements(String field, int countMax) throws NotUnderstood {
        var value = json.path(field);
        if (!value.isArray() || value.size() > countMax) throw new NotUnderstood(field);
        return value.valueStream().toList();
    }
}
