package chat.madang.server;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The shape of the house (ARCHITECTURE.md), held by the build.
class ArchitectureTest {
    private static final int FILE_LINES_MAX = 400;
    private static final int LINE_COLUMNS_MAX = 100;
    private static final String GENERATED = "..wire..";

    /// What gates that speak HTTP share.
    private static final String HTTP = "chat.madang.gate.http";

    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("chat.madang");

    @Test
    void the_core_knows_only_the_jdk_and_jspecify() {
        classes()
                .that()
                .resideInAPackage("chat.madang.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "chat.madang.core..")
                .check(HOUSE);
    }

    @Test
    void the_core_has_no_clock_no_chance_no_threads_and_no_files() {
        noClasses()
                .that()
                .resideInAPackage("chat.madang.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..", "java.nio.file..", "java.net..", "java.util.concurrent..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.util.Random.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(HOUSE);
    }

    @Test
    void arrows_point_to_the_core() {
        noClasses()
                .that()
                .resideInAPackage("chat.madang.gate..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                "chat.madang.server..",
                                "chat.madang.store..",
                                "chat.madang.tools.."))
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage("chat.madang.store..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                "chat.madang.server..",
                                "chat.madang.gate..",
                                "chat.madang.tools.."))
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage("chat.madang.tools..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                "chat.madang.server..",
                                "chat.madang.store..",
                                "chat.madang.gate..",
                                "chat.madang.core.."))
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage("chat.madang.server..")
                .and()
                .doNotHaveSimpleName("Main")
                .should()
                .dependOnClassesThat(resideInAPackage("chat.madang.tools.."))
                .check(HOUSE);
    }

    @Test
    void gates_do_not_know_each_other_and_what_they_share_knows_none() {
        slices().matching("chat.madang.gate.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAPackage(HTTP))
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage("chat.madang.gate")
                .should()
                .dependOnClassesThat(resideInAPackage("chat.madang.gate.*.."))
                .check(HOUSE);
    }

    @Test
    void of_a_gate_only_the_gate_and_its_options_can_be_seen() {
        classes()
                .that(
                        resideInAPackage("chat.madang.gate.*..")
                                .and(not(resideInAnyPackage(GENERATED, HTTP))))
                .and()
                .areTopLevelClasses()
                .and()
                .arePublic()
                .should()
                .haveNameMatching(".*(Gate|Options)(\\$.*)?")
                .check(HOUSE);
    }

    @Test
    void every_package_is_null_marked() {
        assertThat(HOUSE)
                .extracting(JavaClass::getPackage)
                .filteredOn(each -> !each.getName().endsWith(".wire"))
                .allMatch(each -> each.isAnnotatedWith(NullMarked.class));
    }

    @Test
    void names_say_what_a_thing_is() {
        classes()
                .that(not(resideInAPackage(GENERATED)))
                .should()
                .haveSimpleNameNotContaining("Manager")
                .andShould()
                .haveNameNotMatching(
                        ".*(Util|Helper|Impl|Base|Abstract|Common|Info|Processor|Service)s?$")
                .check(HOUSE);
    }

    @Test
    void files_and_lines_are_short_enough_to_read() throws IOException {
        for (var file : sources()) {
            var lines = Files.readAllLines(file);
            assertThat(lines).as("lines of %s", file).hasSizeLessThanOrEqualTo(FILE_LINES_MAX);
            assertThat(lines)
                    .as("columns of %s", file)
                    .allMatch(line ->
                            line.length() <= LINE_COLUMNS_MAX
                                    || line.contains("\"")
                                    || line.startsWith("import "));
        }
    }

    @Test
    void tests_do_not_sleep_and_are_not_switched_off() throws IOException {
        var self = "ArchitectureTest.java";
        for (var file : sources()) {
            if (!file.toString().contains("/test/") || file.endsWith(self)) continue;
            assertThat(file).content().doesNotContain("Thread.sleep", "@Disabled", "assumeTrue");
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            return files.filter(file -> file.toString().matches(".*/src/.*\\.java")).toList();
        }
    }
}
