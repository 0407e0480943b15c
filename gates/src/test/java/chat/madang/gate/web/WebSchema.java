package chat.madang.gate.web;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// docs/protocols/web.schema.json, and what it says of messages.
final class WebSchema {
    private static final Path FILE = Path.of("..", "docs", "protocols", "web.schema.json");
    private static final String ID = "urn:madang:web:v1";
    private static final String DEFINITIONS = "#/$defs/";

    private final JsonMapper mapper = new JsonMapper();
    private final JsonNode root;
    private final SchemaRegistry registry;

    /// The two sides of a connection.
    enum Side {
        SERVER("serverMessage", "server-"),
        CLIENT("request", "request-");

        private final String all;
        private final String prefix;

        Side(String all, String prefix) {
            this.all = all;
            this.prefix = prefix;
        }
    }

    WebSchema() throws IOException {
        var written = Files.readString(FILE);
        root = mapper.readTree(written);
        registry =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder -> builder.schemas(Map.of(ID, written)));
    }

    /// What is wrong with a message; empty when nothing is.
    List<String> mistakes(Side side, String message) {
        var json = mapper.readTree(message);
        var errors = schema(side.all).validate(json);
        if (errors.isEmpty()) return List.of();
        // Of all the types only its own tells something.
        var type = json.path("type").stringValue("");
        if (!types(side).contains(type)) return List.of("unknown type: " + type);
        var own = schema(side.prefix + type).validate(json);
        return (own.isEmpty() ? errors : own).stream().map(String::valueOf).toList();
    }

    /// The types that the side may send.
    Set<String> types(Side side) {
        var types = new TreeSet<String>();
        for (var each : root.path("$defs").path(side.all).path("oneOf")) {
            var definition =
                    root.path("$defs")
                            .path(
                                    each.path("$ref")
                                            .stringValue("")
                                            .substring(DEFINITIONS.length()));
            types.add(definition.path("properties").path("type").path("const").stringValue(""));
        }
        return types;
    }

    /// The types that are defined for the side, by the names of the definitions.
    Set<String> definitions(Side side) {
        var types = new TreeSet<String>();
        for (var name : root.path("$defs").propertyNames()) {
            if (name.startsWith(side.prefix)) types.add(name.substring(side.prefix.length()));
        }
        return types;
    }

    /// The words that an enumeration has.
    Set<String> words(String definition) {
        var words = new TreeSet<String>();
        for (var each : root.path("$defs").path(definition).path("enum")) {
            words.add(each.stringValue(""));
        }
        return words;
    }

    /// What is wrong with the schema itself.
    List<String> mistakesOfItsOwn() {
        var meta = SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId());
        return registry.getSchema(meta).validate(root).stream().map(String::valueOf).toList();
    }

    private Schema schema(String definition) {
        return registry.getSchema(SchemaLocation.of(ID + DEFINITIONS + definition));
    }
}
