package chat.madang.tools.bench;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// A result as people read it, and as programs do.
final class Report {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final double MEBIBYTE = 1024 * 1024;

    private Report() {}

    /// Two columns: what, and how much.
    static String table(Result result) {
        var rows = new ArrayList<Row>();
        rows.add(row("connects/s", "%,.0f", result.connectsPerSecond()));
        result.joinsPerSecond().ifPresent(joins -> rows.add(row("joins/s", "%,.0f", joins)));
        result.talk().ifPresent(talk -> talkRows(talk, rows));
        result.serverResidentBytes()
                .ifPresent(
                        bytes -> rows.add(row("server resident MiB", "%,.1f", bytes / MEBIBYTE)));
        faultRows(result.faults(), rows);
        var table = new StringBuilder();
        for (var row : rows) table.append("%-32s%16s%n".formatted(row.what(), row.value()));
        return table.toString();
    }

    /// One JSON object on one line; what is not known is left out.
    static String json(Result result) {
        var object = MAPPER.createObjectNode();
        object.put("connectsPerSecond", result.connectsPerSecond());
        put(object, "joinsPerSecond", result.joinsPerSecond());
        result.talk().ifPresent(talk -> putTalk(object, talk));
        result.serverResidentBytes().ifPresent(bytes -> object.put("serverResidentBytes", bytes));
        var faults = object.putObject("faults");
        faults.put("lost", result.faults().lost());
        faults.put("doubled", result.faults().doubled());
        faults.put("reordered", result.faults().reordered());
        faults.put("unexpected", result.faults().unexpected());
        if (result.faults().total() > 0) faults.put("first", result.faults().first());
        return MAPPER.writeValueAsString(object);
    }

    private record Row(String what, String value) {}

    private static Row row(String what, String format, double value) {
        return new Row(what, String.format(Locale.ROOT, format, value));
    }

    private static void talkRows(Result.Talked talk, List<Row> rows) {
        rows.add(row("messages/s", "%,.0f", talk.messagesPerSecond()));
        rows.add(row("deliveries/s", "%,.0f", talk.deliveriesPerSecond()));
        rows.add(row("latency p50 ms", "%,.3f", talk.latency().p50()));
        rows.add(row("latency p90 ms", "%,.3f", talk.latency().p90()));
        rows.add(row("latency p99 ms", "%,.3f", talk.latency().p99()));
        rows.add(row("latency p99.9 ms", "%,.3f", talk.latency().p999()));
        rows.add(row("latency max ms", "%,.3f", talk.latency().max()));
        add(rows, "server CPU s", "%,.2f", talk.serverCpuSeconds());
        add(rows, "server CPU us/delivery", "%,.3f", talk.serverCpuMicros());
        add(rows, "generator CPU s", "%,.2f", talk.generatorCpuSeconds());
        add(rows, "generator CPU us/delivery", "%,.3f", talk.generatorCpuMicros());
    }

    private static void faultRows(Faults faults, List<Row> rows) {
        if (faults.total() == 0) {
            rows.add(row("faults", "%,.0f", 0));
            return;
        }
        rows.add(row("lost", "%,.0f", (double) faults.lost()));
        rows.add(row("doubled", "%,.0f", (double) faults.doubled()));
        rows.add(row("reordered", "%,.0f", (double) faults.reordered()));
        rows.add(row("unexpected", "%,.0f", (double) faults.unexpected()));
    }

    private static void add(List<Row> rows, String what, String format, OptionalDouble value) {
        if (value.isPresent()) rows.add(row(what, format, value.getAsDouble()));
    }

    private static void putTalk(ObjectNode object, Result.Talked talk) {
        object.put("seconds", talk.seconds());
        object.put("messages", talk.messages());
        object.put("deliveries", talk.deliveries());
        object.put("messagesPerSecond", talk.messagesPerSecond());
        object.put("deliveriesPerSecond", talk.deliveriesPerSecond());
        var latency = object.putObject("latencyMillis");
        latency.put("p50", talk.latency().p50());
        latency.put("p90", talk.latency().p90());
        latency.put("p99", talk.latency().p99());
        latency.put("p99.9", talk.latency().p999());
        latency.put("max", talk.latency().max());
        put(object, "serverCpuSeconds", talk.serverCpuSeconds());
        put(object, "serverCpuMicrosPerDelivery", talk.serverCpuMicros());
        put(object, "generatorCpuSeconds", talk.generatorCpuSeconds());
        put(object, "generatorCpuMicrosPerDelivery", talk.generatorCpuMicros());
    }

    private static void put(ObjectNode object, String name, OptionalDouble value) {
        if (value.isPresent()) object.put(name, value.getAsDouble());
    }
}
