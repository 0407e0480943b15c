package chat.madang.store;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Archive.End;
import chat.madang.core.Archive.Filter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// How SQLite means to answer: by `EXPLAIN QUERY PLAN`.
class SqlTest {
    private static final List<Filter> FILTERS =
            List.of(
                    new Filter(true, true),
                    new Filter(true, false),
                    new Filter(false, true),
                    new Filter(false, false));

    @TempDir private Path folder;

    static Stream<String> questions() {
        var reading = Stream.<String>builder();
        for (var end : End.values()) {
            for (var filter : FILTERS) {
                reading.add(Sql.ofRoom(filter, end)).add(Sql.ofPair(filter, end));
            }
        }
        for (var filter : FILTERS) reading.add(Sql.ofStretch(filter));
        return Stream.concat(reading.build(), others());
    }

    private static Stream<String> others() {
        return Stream.of(
                Sql.LAST_OF_ROOM,
                Sql.LAST_OF_PAIRS,
                Sql.CUT_ROOM,
                Sql.FORGET_OF_ROOM,
                Sql.CUT_WHISPERS,
                Sql.FORGET_WHISPERS,
                Sql.ERASE_OF_ROOM.replace("<kinds>", "'said'"),
                Sql.ERASE_WHISPER.replace("<kinds>", "'said'"),
                Sql.LATEST_MARKERS,
                Sql.COPY_MARKERS,
                Sql.MARKER,
                Sql.MARK,
                Sql.CUT_MARKERS,
                Sql.CUT_NONCES,
                Sql.MARK_GAP,
                Sql.GAP,
                Sql.FIRST_OF_STRETCH,
                Sql.LATEST_NONCES);
    }

    @ParameterizedTest
    @MethodSource("questions")
    void every_question_is_answered_from_an_index(String question) throws Exception {
        var file = folder.resolve("madang.db");
        Store.open(file, 100).close();

        // The detail is the last column.
        var plan =
                History.rows(file, "EXPLAIN QUERY PLAN " + question, 4).stream()
                        // What goes through the few rows of the question itself.
                        .filter(step ->
                                !step.matches("SCAN (pair|latest|CONSTANT ROW|[(]subquery-.*)"))
                        .toList();
        assertThat(plan)
                .isNotEmpty()
                .allMatch(
                        step -> !step.startsWith("SCAN") && !step.contains("TEMP B-TREE"),
                        "not a scan, and nothing sorted");
    }

    @Test
    void who_asks_for_talk_alone_does_not_go_through_all_else() throws Exception {
        var file = folder.resolve("madang.db");
        Store.open(file, 100).close();

        for (var end : End.values()) {
            assertThat(searches(file, Sql.ofRoom(FILTERS.getFirst(), end)))
                    .isNotEmpty()
                    .containsOnly(
                            "SEARCH history USING PRIMARY KEY (room=? AND talk=? AND id>? AND"
                                    + " id<?)");
            assertThat(searches(file, Sql.ofPair(FILTERS.getFirst(), end)))
                    .isNotEmpty()
                    .containsOnly(
                            "SEARCH whisper USING PRIMARY KEY (account=? AND peer=? AND talk=? AND"
                                    + " id>? AND id<?)");
        }
    }

    private static List<String> searches(Path file, String question) throws Exception {
        return History.rows(file, "EXPLAIN QUERY PLAN " + question, 4).stream()
                .filter(step -> step.startsWith("SEARCH"))
                .toList();
    }
}
