package org.myotome.query.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.myotome.strength.SidedMovement;

/** The rules against the same rules in plain loops, for random exams. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NaivePatternsTest {

    private static final int EXAMS = 2_000;

    private final Map<Long, Compared> exams = new LinkedHashMap<>();

    /** @param plain what is compatible by the plain rules */
    private record Compared(Set<String> compatible, Set<String> open, NaivePatterns naive, Set<String> plain) {}

    @BeforeAll
    void judge() {
        LongStream.range(0, EXAMS).forEach(seed -> {
            Map<SidedMovement, String> exam = RandomExam.of(seed);
            PatternResult result = RandomExam.judge(exam);
            Set<String> open = named(result, Verdict.CANNOT_BE_TOLD);
            open.remove("mixed");
            NaivePatterns naive = new NaivePatterns(exam);
            exams.put(
                    seed,
                    new Compared(named(result, Verdict.COMPATIBLE), open, naive, naive.compatible(!open.isEmpty())));
        });
    }

    private static Set<String> named(PatternResult result, Verdict verdict) {
        Set<String> patterns = new TreeSet<>();
        result.judgements().stream()
                .filter(judgement -> judgement.verdict() == verdict)
                .forEach(judgement -> patterns.add(judgement.pattern().toString()));
        return patterns;
    }

    @Test
    void sameDistributionsAreCompatible() {
        exams.forEach((seed, exam) ->
                assertThat(exam.compatible()).as("seed %s", seed).isEqualTo(exam.plain()));
    }

    /** Nobody is asked to test what could not make the distribution compatible. */
    @Test
    void whatCannotBeToldCouldComeOutCompatible() {
        exams.forEach(
                (seed, exam) -> assertThat(exam.open()).as("seed %s", seed).allMatch(exam.naive()::couldBe));
    }

    @Test
    void eachDistributionOccursOften() {
        Map<String, Integer> occurrences = new TreeMap<>();
        Map<String, Set<String>> kinds = new TreeMap<>();
        exams.values()
                .forEach(exam -> exam.plain().forEach(name -> {
                    String code = name.split(" ")[0];
                    occurrences.merge(code, 1, Integer::sum);
                    kinds.computeIfAbsent(code, any -> new TreeSet<>()).add(name);
                }));
        assertThat(occurrences)
                .hasSize(10)
                .allSatisfy((code, times) -> assertThat(times).as(code).isGreaterThanOrEqualTo(50));
        assertThat(kinds.get("one-sided")).hasSize(2);
        assertThat(kinds.get("one-limb")).hasSize(4);
        assertThat(kinds.get("single-root")).hasSize(20);
        assertThat(kinds.get("single-plexus")).hasSize(12);
        assertThat(kinds.get("single-nerve")).hasSizeGreaterThanOrEqualTo(26);
    }
}
