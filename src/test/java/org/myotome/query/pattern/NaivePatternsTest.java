package org.myotome.query.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.myotome.strength.SidedMovement;

/** The rules against the same rules in plain loops, for random exams. */
class NaivePatternsTest {

    private static final Set<String> LIMBS = Set.of("one-sided", "both-legs", "all-four-limbs");
    private static final Set<String> ROOTS = Set.of("single-root");

    @Test
    void rulesAgreeWithThePlainOnes() {
        Set<String> found = new TreeSet<>();
        LongStream.range(0, 3_000).forEach(seed -> {
            Map<SidedMovement, String> exam = RandomExam.of(seed);
            PatternResult result = RandomExam.judge(exam);
            NaivePatterns naive = new NaivePatterns(exam);
            assertThat(compatible(result, LIMBS)).as("seed %s", seed).isEqualTo(naive.limbs());
            assertThat(compatible(result, ROOTS)).as("seed %s", seed).isEqualTo(naive.roots());
            found.addAll(naive.limbs());
            found.addAll(naive.roots());
        });
        assertThat(found).hasSizeGreaterThan(15);
    }

    private static Set<String> compatible(PatternResult result, Set<String> codes) {
        Set<String> patterns = new TreeSet<>();
        result.judgements().stream()
                .filter(judgement -> judgement.isCompatible()
                        && codes.contains(judgement.pattern().code()))
                .forEach(judgement -> patterns.add(judgement.pattern().toString()));
        return patterns;
    }
}
