package chat.madang.gate.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The page's words: the same keys in all languages, and a word for whatever is looked up.
class PageWordsTest {
    private static final Path PAGE = Path.of("src/main/resources/chat/madang/gate/web/page");
    private static final Path PROTOCOL = Path.of("../docs/protocols/web.md");
    private static final Pattern LOOKED_UP = Pattern.compile("\\bt\\('([a-z.-]+)'");
    private static final Pattern CHOSEN =
            Pattern.compile("\\bt\\([^'`()]*\\? '([a-z.-]+)' : '([a-z.-]+)'");
    private static final Pattern VALUE = Pattern.compile("\\{\\w+}");
    private static final Pattern REASON_ROW =
            Pattern.compile("^\\| (`[a-z`, -]+`) \\|", Pattern.MULTILINE);
    private static final Pattern REASON = Pattern.compile("`([a-z-]+)`");

    /// Reasons that no request of the page is refused for.
    private static final List<String> NEVER_HEARD =
            List.of(
                    "unknown-type",
                    "not-entered",
                    "already-entered",
                    "no-requests",
                    "list-full",
                    "not-an-operator");

    @ParameterizedTest
    @ValueSource(strings = {"ko", "ja"})
    void each_key_is_in_all_languages_with_the_same_values(String language) throws IOException {
        var english = words("en");
        var others = words(language);
        assertThat(others.keySet()).isEqualTo(english.keySet());
        assertThat(others).allSatisfy((key, text) -> assertThat(text).isNotBlank());
        english.replaceAll((key, text) -> values(text).toString());
        others.replaceAll((key, text) -> values(text).toString());
        assertThat(others).isEqualTo(english);
    }

    @Test
    void what_the_page_looks_up_is_there() throws IOException {
        var wanted = new TreeSet<String>();
        try (var files = Files.walk(PAGE)) {
            for (var file : files.filter(one -> one.toString().endsWith(".js")).toList()) {
                var script = Files.readString(file);
                LOOKED_UP.matcher(script).results().forEach(found -> wanted.add(found.group(1)));
                CHOSEN.matcher(script)
                        .results()
                        .forEach(found -> wanted.addAll(List.of(found.group(1), found.group(2))));
            }
        }
        assertThat(wanted).hasSizeGreaterThan(80);
        assertThat(words("en").keySet()).containsAll(wanted);
    }

    @Test
    void there_is_a_word_for_each_reason_of_a_refusal() throws IOException {
        var protocol = Files.readString(PROTOCOL);
        var section =
                protocol.substring(protocol.indexOf("| `why` |") + 1, protocol.indexOf("## 3."));
        var reasons = new TreeSet<String>();
        REASON_ROW
                .matcher(section)
                .results()
                .flatMap(row -> REASON.matcher(row.group(1)).results())
                .map(found -> "why." + found.group(1))
                .forEach(reasons::add);
        NEVER_HEARD.forEach(reason -> reasons.remove("why." + reason));
        assertThat(reasons).hasSizeGreaterThan(20);
        assertThat(words("en").keySet()).containsAll(reasons);
    }

    private static Set<String> values(String text) {
        var found = new TreeSet<String>();
        VALUE.matcher(text).results().map(MatchResult::group).forEach(found::add);
        return found;
    }

    private static Map<String, String> words(String language) throws IOException {
        var file = PAGE.resolve("i18n").resolve(language + ".json");
        var words = new TreeMap<String, String>();
        for (var word : new ObjectMapper().readTree(Files.readString(file)).properties()) {
            words.put(word.getKey(), word.getValue().asString());
        }
        return words;
    }
}
