package org.myotome.query.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How often the rules name what a textbook names, and how often they name what it does not. The page says the same. */
class VignettesTest {

    private static final Path PAGE = Path.of("docs/operations/weakness-pattern.md");

    /** What the rules miss; the page says why. */
    private static final Set<String> MISSES = Set.of("c7-root-case", "l4-root", "myotonic-dystrophy-early");

    private record Outcome(Vignette vignette, PatternResult result) {

        static Outcome of(Vignette vignette) {
            return new Outcome(vignette, Patterns.judge(vignette.findings(Grades.TABLE, Grades.ANATOMY)));
        }

        boolean isRight() {
            return Vignette.compatible(result).containsAll(vignette.expected())
                    && result.outcome().code().equals(vignette.result());
        }

        Set<String> wrong() {
            Set<String> wrong = new TreeSet<>(Vignette.compatible(result));
            wrong.removeAll(vignette.expected());
            wrong.removeAll(vignette.alsoRight());
            return wrong;
        }

        @Override
        public String toString() {
            return vignette.id() + ": expected " + vignette.expected() + ", got " + Vignette.compatible(result);
        }
    }

    static List<Vignette> vignettes() {
        return Vignette.all();
    }

    private static List<Outcome> outcomes() {
        return vignettes().stream().map(Outcome::of).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vignettes")
    void namesWhatTheSourceNames(Vignette vignette) {
        assertThat(Outcome.of(vignette))
                .matches(outcome -> outcome.isRight() != MISSES.contains(vignette.id()), "right, or a known miss");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vignettes")
    void namesNothingElse(Vignette vignette) {
        if (!MISSES.contains(vignette.id())) {
            assertThat(Outcome.of(vignette).wrong()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vignettes")
    void saysWhereItWasReadAndWhoGradedIt(Vignette vignette) {
        assertThat(vignette.source()).containsPattern("https?://|doi 10\\.");
        assertThat(vignette.says()).isNotBlank();
        assertThat(vignette.gradesBy()).isIn("source", "us");
        assertThat(vignette.expected().isEmpty()).isEqualTo(!vignette.result().equals("patterns"));
    }

    @Test
    void pageReportsTheNumbers() throws IOException {
        List<Outcome> all = outcomes();
        List<Outcome> graded =
                all.stream().filter(one -> one.vignette().isGradedBySource()).toList();
        long offered = all.stream()
                .mapToLong(one -> Vignette.compatible(one.result()).size())
                .sum();
        long wrong = all.stream().mapToLong(one -> one.wrong().size()).sum();
        assertThat(all).hasSizeGreaterThanOrEqualTo(30);
        assertThat(Files.readString(PAGE))
                .contains("| all | " + all.size() + " | " + right(all) + " |")
                .contains("| graded by the source | " + graded.size() + " | " + right(graded) + " |")
                .contains("| distributions called compatible | " + offered + " |")
                .contains("| of these, neither named by the source nor right as well | " + wrong + " |");
    }

    private static long right(List<Outcome> outcomes) {
        return outcomes.stream().filter(Outcome::isRight).count();
    }

    @Test
    void idsAreUnique() {
        assertThat(vignettes()).extracting(Vignette::id).doesNotHaveDuplicates();
    }
}
