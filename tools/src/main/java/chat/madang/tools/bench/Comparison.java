package chat.madang.tools.bench;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/// What was measured of several servers, round by round.
final class Comparison {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String UNKNOWN = "-";

    /// In the order in which they were measured first.
    private final Map<Cell, List<Double>> values = new LinkedHashMap<>();

    private final Map<Cell, Gap> gaps = new LinkedHashMap<>();

    private record Cell(Workload workload, Rival rival) {}

    /// Why there is no value.
    ///
    /// @param failed whether there should be one
    private record Gap(String why, boolean failed) {}

    /// A value of one round.
    void add(Workload workload, Rival rival, double value) {
        values.computeIfAbsent(new Cell(workload, rival), _ -> new ArrayList<>()).add(value);
    }

    /// A round in which nothing could be measured.
    ///
    /// @param why one line
    void fail(Workload workload, Rival rival, String why) {
        put(new Cell(workload, rival), new Gap(why, true));
    }

    /// A workload that a server has no value of, which is no failure.
    ///
    /// @param why one line
    void leaveOut(Workload workload, Rival rival, String why) {
        put(new Cell(workload, rival), new Gap(why, false));
    }

    private void put(Cell cell, Gap gap) {
        values.computeIfAbsent(cell, _ -> new ArrayList<>());
        gaps.put(cell, gap);
    }

    /// Whether every round could be measured that should be.
    boolean isWhole() {
        return gaps.values().stream().noneMatch(Gap::failed);
    }

    /// The middle of the rounds, or of two in the middle their mean.
    OptionalDouble median(Workload workload, Rival rival) {
        var sorted =
                values.getOrDefault(new Cell(workload, rival), List.of()).stream()
                        .sorted()
                        .toList();
        int count = sorted.size();
        if (count == 0) return OptionalDouble.empty();
        return OptionalDouble.of((sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2);
    }

    /// A Markdown table, and below it what has not been measured and why.
    String markdown() {
        var text = new StringBuilder();
        text.append("| workload | server | median | | to InspIRCd | to the floor | rounds |\n");
        text.append("|---|---|---:|---|---:|---:|---|\n");
        for (var each : cells()) {
            text.append(
                    "| %s | %s | %s | %s | %s | %s | %s |%n"
                            .formatted(
                                    each.workload().word(),
                                    each.rival().word(),
                                    shown(median(each.workload(), each.rival())),
                                    each.workload().unit(),
                                    shown(ratio(each, Rival.INSPIRCD)),
                                    shown(ratio(each, Rival.FLOOR)),
                                    rounds(each)));
        }
        gaps.forEach((cell, gap) ->
                text.append(
                        "%n%s, %s: %s%n"
                                .formatted(
                                        cell.workload().word(), cell.rival().word(), gap.why())));
        return text.toString();
    }

    /// One JSON object: `{workload: {server: {…}}}`.
    String json() {
        var object = MAPPER.createObjectNode();
        for (var cell : cells()) {
            var node = object.withObject("/" + cell.workload().word() + "/" + cell.rival().word());
            put(node, "median", median(cell.workload(), cell.rival()));
            node.put("unit", cell.workload().unit());
            put(node, "toInspircd", ratio(cell, Rival.INSPIRCD));
            put(node, "toFloor", ratio(cell, Rival.FLOOR));
            var rounds = node.putArray("rounds");
            values.getOrDefault(cell, List.of()).forEach(rounds::add);
            var gap = gaps.get(cell);
            if (gap != null) node.put(gap.failed() ? "failure" : "leftOut", gap.why());
        }
        return MAPPER.writeValueAsString(object);
    }

    private List<Cell> cells() {
        return List.copyOf(values.keySet());
    }

    private OptionalDouble ratio(Cell cell, Rival to) {
        var mine = median(cell.workload(), cell.rival());
        var other = median(cell.workload(), to);
        if (cell.rival() == to || mine.isEmpty() || other.isEmpty() || other.getAsDouble() == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(mine.getAsDouble() / other.getAsDouble());
    }

    private String rounds(Cell cell) {
        var rounds = values.getOrDefault(cell, List.of());
        return String.join(", ", rounds.stream().map(Comparison::shown).toList());
    }

    private static void put(ObjectNode node, String name, OptionalDouble value) {
        if (value.isPresent()) node.put(name, value.getAsDouble());
    }

    private static String shown(OptionalDouble value) {
        return value.isPresent() ? shown(value.getAsDouble()) : UNKNOWN;
    }

    /// Three digits that say something, more before the point.
    private static String shown(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
