package org.myotome.query.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.myotome.strength.Side;
import org.myotome.strength.SidedMovement;

/** What must hold of every exam, whatever the grades. */
class PatternsPropertyTest {

    private static final int EXAMS = 400;

    private static LongStream seeds() {
        return LongStream.range(0, EXAMS);
    }

    /** A property that no exam puts to the test would hold for nothing. */
    @Test
    void everyPatternOccursWithEveryVerdict() {
        Set<String> seen = new TreeSet<>();
        seeds().forEach(seed -> RandomExam.judge(RandomExam.of(seed))
                .judgements()
                .forEach(judgement -> seen.add(judgement.pattern().code() + " " + judgement.verdict())));
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(Grades.TABLE.patterns().stream()
                        .flatMap(line -> Stream.of(Verdict.values()).map(verdict -> line.code() + " " + verdict))
                        .toList());
    }

    @Test
    void mirroredExamHasMirroredAnswer() {
        seeds().forEach(seed -> {
            Map<SidedMovement, String> exam = RandomExam.of(seed);
            Map<SidedMovement, String> mirrored = new LinkedHashMap<>();
            exam.forEach((movement, code) ->
                    mirrored.put(new SidedMovement(movement.movement(), mirror(movement.side())), code));
            assertThat(named(RandomExam.judge(mirrored), judgement -> mirror(judgement.pattern())))
                    .as("seed %s", seed)
                    .isEqualTo(named(RandomExam.judge(exam), Judgement::pattern));
        });
    }

    private static Side mirror(Side side) {
        return side == Side.NONE ? side : Limb.opposite(side);
    }

    private static PatternId mirror(PatternId id) {
        return new PatternId(id.code(), id.side().map(PatternsPropertyTest::mirror), id.part());
    }

    private static Map<PatternId, Verdict> named(PatternResult result, Function<Judgement, PatternId> name) {
        return result.judgements().stream().collect(Collectors.toMap(name, Judgement::verdict));
    }

    @Test
    void orderOfGradesDoesNotMatter() {
        seeds().forEach(seed -> {
            Map<SidedMovement, String> exam = RandomExam.of(seed);
            List<SidedMovement> movements = new ArrayList<>(exam.keySet());
            Collections.shuffle(movements, new Random(seed));
            Map<SidedMovement, String> shuffled = new LinkedHashMap<>();
            movements.forEach(movement -> shuffled.put(movement, exam.get(movement)));
            assertThat(RandomExam.verdicts(RandomExam.judge(shuffled)))
                    .isEqualTo(RandomExam.verdicts(RandomExam.judge(exam)));
        });
    }

    @Test
    void rootIsNeverSaidFromOneMovementOrOneNerve() {
        seeds().forEach(seed -> compatible(RandomExam.judge(RandomExam.of(seed)), "single-root")
                .forEach(judgement -> {
                    String root = judgement.pattern().part().orElseThrow();
                    assertThat(judgement.speaksFor()).hasSizeGreaterThanOrEqualTo(2);
                    assertThat(judgement.speaksFor())
                            .allMatch(finding -> finding.movement().hasRoot(root));
                    assertThat(common(judgement.speaksFor()))
                            .as("nerves of all")
                            .isEmpty();
                    assertThat(judgement.speaksAgainst()).noneMatch(Finding::isWeak);
                }));
    }

    private static Set<String> common(List<Finding> findings) {
        Set<String> common = new TreeSet<>(findings.get(0).movement().nerves());
        findings.forEach(finding -> common.retainAll(finding.movement().nerves()));
        return common;
    }

    /** Take away grades until one weak movement is left: no root can be named any more. */
    @Test
    void withOneWeakMovementNoRootIsCompatible() {
        seeds().forEach(seed -> {
            Map<SidedMovement, String> exam = RandomExam.of(seed);
            exam.keySet().stream()
                    .filter(movement -> !exam.get(movement).equals("5"))
                    .forEach(kept -> {
                        Map<SidedMovement, String> less = new HashMap<>();
                        exam.forEach((movement, code) -> {
                            if (movement.equals(kept) || code.equals("5")) {
                                less.put(movement, code);
                            }
                        });
                        assertThat(compatible(RandomExam.judge(less), "single-root"))
                                .isEmpty();
                        assertThat(compatible(RandomExam.judge(less), "single-plexus"))
                                .isEmpty();
                    });
        });
    }

    @Test
    void nerveIsNeverSaidFromFewerThanThreeMovements() {
        seeds().forEach(seed -> {
            Map<SidedMovement, String> exam = RandomExam.of(seed);
            if (exam.size() < 3) {
                assertThat(compatible(RandomExam.judge(exam), "single-nerve")).isEmpty();
            }
            compatible(RandomExam.judge(exam), "single-nerve")
                    .forEach(judgement -> assertThat(
                                    judgement.speaksFor().stream().filter(Finding::isWeak))
                            .allMatch(finding -> finding.movement()
                                    .isSuppliedBy(Grades.ANATOMY
                                            .nerves()
                                            .with(judgement.pattern().part().orElseThrow()))));
        });
    }

    @Test
    void normalGradeNeverMakesALimbPatternCompatibleThatWasNot() {
        Set<String> limbs = Set.of("one-sided", "one-limb", "both-legs", "all-four-limbs");
        seeds().forEach(seed -> {
            Map<SidedMovement, String> exam = RandomExam.of(seed);
            Map<String, Verdict> before = RandomExam.verdicts(RandomExam.judge(exam));
            Map<SidedMovement, String> more = new LinkedHashMap<>(RandomExam.of(seed + EXAMS));
            more.replaceAll((movement, code) -> "5");
            more.putAll(exam);
            Map<String, Verdict> after = RandomExam.verdicts(RandomExam.judge(more));
            before.forEach((pattern, verdict) -> {
                if (verdict == Verdict.NOT_COMPATIBLE && limbs.contains(pattern.split(" ")[0])) {
                    assertThat(after.get(pattern))
                            .as("seed %s, %s", seed, pattern)
                            .isEqualTo(verdict);
                }
            });
        });
    }

    @Test
    void weakMovementOfAnotherLimbRefutesWhatIsOfOneLimb() {
        Set<String> focal = Set.of("single-root", "single-nerve", "single-plexus", "one-limb");
        seeds().forEach(seed -> {
            Map<SidedMovement, String> exam = RandomExam.of(seed);
            for (Limb limb : Limb.ALL) {
                Map<SidedMovement, String> more = new LinkedHashMap<>(exam);
                more.put(
                        new SidedMovement(
                                limb.region() == Region.ARM ? "elbow-flexion" : "knee-extension", limb.side()),
                        "3");
                assertThat(RandomExam.judge(more).judgements())
                        .filteredOn(
                                judgement -> focal.contains(judgement.pattern().code()))
                        .filteredOn(judgement -> judgement.speaksFor().stream().noneMatch(one -> one.isIn(limb)))
                        .allMatch(judgement -> judgement.verdict() == Verdict.NOT_COMPATIBLE);
            }
        });
    }

    @Test
    void whatSpeaksForIsWeakAndWhatIsMissingWasNotTested() {
        seeds().forEach(seed -> {
            Map<SidedMovement, String> exam = RandomExam.of(seed);
            PatternResult result = RandomExam.judge(exam);
            result.judgements().forEach(judgement -> {
                assertThat(judgement.speaksFor()).isNotEmpty().allMatch(Finding::isWeak);
                assertThat(judgement.speaksFor()).noneMatch(judgement.speaksAgainst()::contains);
                assertThat(judgement.missing()).noneMatch(exam::containsKey);
                assertThat(judgement.reasons().isEmpty()).isEqualTo(judgement.isCompatible());
            });
            assertThat(result.outcome() == Outcome.PATTERNS)
                    .isEqualTo(result.judgements().stream().anyMatch(Judgement::isCompatible));
        });
    }

    private static List<Judgement> compatible(PatternResult result, String code) {
        return result.judgements().stream()
                .filter(Judgement::isCompatible)
                .filter(judgement -> judgement.pattern().code().equals(code))
                .toList();
    }
}
