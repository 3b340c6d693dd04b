package org.myotome.query.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Bedside;
import org.myotome.query.ExamResults;
import org.myotome.query.Results;
import org.myotome.storage.projection.Standing;
import org.myotome.storage.projection.StrengthResult;
import org.myotome.strength.Grade;
import org.myotome.strength.MrcGrade;
import org.myotome.strength.MrcSumScore;
import org.myotome.strength.MrcSumScoreBand;
import org.myotome.strength.ScoreRecipe;
import org.myotome.strength.Side;

class ScoreOfExamTest {

    private static final Instant TIME = Instant.parse("2026-03-01T10:00:00Z");
    private static final ScoreOfExam SUM = new ScoreOfExam(
            "mrc-sum-score",
            Results.BASE + "tested-movement",
            ScoreRecipe.ofBothSides(
                    Bedside.SCORE_MOVEMENTS,
                    List.of(),
                    IntStream.rangeClosed(0, 5)
                            .boxed()
                            .collect(Collectors.toMap(
                                    points -> new Grade("mrc-muscle-grade", String.valueOf(points)),
                                    points -> points))));

    private static ExamScore score(List<StrengthResult> results, HalfGrades policy) {
        List<ExamResults> exams = ExamResults.of(results, EnumSet.of(Standing.FINAL));
        assertThat(exams).hasSize(1);
        return SUM.of(exams.get(0), policy);
    }

    private static List<StrengthResult> twelve(String grade) {
        List<StrengthResult> results = new ArrayList<>();
        for (String movement : Bedside.SCORE_MOVEMENTS) {
            results.add(result(results.size() + 1, movement, Side.LEFT, grade));
            results.add(result(results.size() + 1, movement, Side.RIGHT, grade));
        }
        return results;
    }

    private static StrengthResult result(long row, String movement, Side side, String grade) {
        return Results.of(row, TIME, TIME, movement, side, grade, OptionalLong.empty());
    }

    @ParameterizedTest
    @EnumSource
    void sumsTwelveOfEachGrade(MrcGrade grade) {
        List<StrengthResult> results = twelve("mrc-muscle-grade " + grade.code());
        ExamScore rejected = score(results, HalfGrades.REJECT);
        ExamScore truncated = score(results, HalfGrades.TRUNCATE);
        int digit = grade.code().charAt(0) - '0';
        assertThat(truncated.points()).hasValue(12 * digit);
        assertThat(truncated.counted()).allMatch(counted -> counted.truncated() != grade.isWhole());
        if (grade.isWhole()) {
            assertThat(rejected.points()).hasValue(12 * digit);
        } else {
            assertThat(rejected.points()).isEmpty();
            assertThat(rejected.missing()).hasSize(12).allMatch(item -> item.reason() == ExamScore.Reason.HALF_GRADE);
        }
    }

    @Test
    void bandsMeetAtTheirLimits() {
        Map<String, List<Integer>> bands = IntStream.rangeClosed(0, 60)
                .boxed()
                .collect(Collectors.groupingBy(
                        points -> MrcSumScoreBand.of(new MrcSumScore(points)).code(),
                        TreeMap::new,
                        Collectors.toList()));
        assertThat(bands.get("below-36")).startsWith(0).endsWith(35).hasSize(36);
        assertThat(bands.get("36-to-47")).startsWith(36).endsWith(47).hasSize(12);
        assertThat(bands.get("48-to-60")).startsWith(48).endsWith(60).hasSize(13);
    }

    @Test
    void neverSwapsSides() {
        List<StrengthResult> results = twelve("mrc-muscle-grade 4");
        results.set(0, result(1, "shoulder-abduction", Side.RIGHT, "mrc-muscle-grade 4"));
        ExamScore score = score(results, HalfGrades.REJECT);
        assertThat(score.points()).isEmpty();
        assertThat(score.missing()).singleElement().satisfies(missing -> {
            assertThat(missing.item().side()).isEqualTo(Side.LEFT);
            assertThat(missing.reason()).isEqualTo(ExamScore.Reason.NO_GRADE);
        });
    }

    @Test
    void leavesForcesAlone() {
        List<StrengthResult> results = twelve("mrc-muscle-grade 4");
        results.add(result(20, "elbow-flexion", Side.LEFT, "unit:N 120"));
        results.add(result(21, "elbow-flexion", Side.LEFT, "hhd"));
        assertThat(score(results, HalfGrades.REJECT).points()).hasValue(48);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsWhatANaiveComputationFinds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String[] values = {
            "mrc-muscle-grade 0", "mrc-muscle-grade 3", "mrc-muscle-grade 5", "mrc-muscle-grade 4-minus",
            "mrc-muscle-grade 4-plus", "mmt-grade mmt-8", "mrc-0-5", ""
        };
        for (int round = 0; round < 500; round++) {
            List<StrengthResult> results = new ArrayList<>();
            Map<String, List<String>> said = new HashMap<>();
            // Most items have one whole grade, so that some rounds end with a score.
            int odd = random.nextInt(10);
            for (StrengthResult item : twelve("mrc-muscle-grade 0")) {
                int times = random.nextInt(12) < odd ? random.nextInt(3) : 1;
                for (int i = 0; i < times; i++) {
                    String value = values[random.nextInt(odd == 0 ? 3 : random.nextInt(4) > 0 ? 3 : values.length)];
                    results.add(result(results.size() + 1, item.item().code(), item.side(), value));
                    said.computeIfAbsent(item.side() + " " + item.item().code(), any -> new ArrayList<>())
                            .add(value);
                }
            }
            results.add(result(999, "neck-flexion", Side.NONE, "mrc-muscle-grade 1"));
            for (HalfGrades policy : HalfGrades.values()) {
                assertThat(text(score(results, policy)))
                        .as("seed %d, round %d, %s", seed, round, policy)
                        .isEqualTo(naive(said, policy == HalfGrades.TRUNCATE));
            }
        }
    }

    private static String text(ExamScore score) {
        return score.points().isPresent()
                ? "sum " + score.points().getAsInt()
                : score.missing().stream()
                        .map(missing ->
                                missing.item().side() + " " + missing.item().movement() + " "
                                        + missing.reason().code())
                        .sorted()
                        .toList()
                        .toString();
    }

    /** The same on the texts alone. */
    private static String naive(Map<String, List<String>> said, boolean truncate) {
        int sum = 0;
        List<String> missing = new ArrayList<>();
        for (StrengthResult item : twelve("mrc-muscle-grade 0")) {
            String key = item.side() + " " + item.item().code();
            TreeSet<String> mrc = new TreeSet<>();
            boolean other = false;
            for (String value : said.getOrDefault(key, List.of())) {
                if (value.startsWith("mmt")) {
                    other = true;
                } else {
                    mrc.add(value.startsWith("mrc-muscle-grade") ? value.split(" ")[1] : "none");
                }
            }
            if (mrc.size() > 1) {
                missing.add(key + " ambiguous");
            } else if (mrc.isEmpty()) {
                missing.add(key + (other ? " other-scale" : " no-grade"));
            } else if (mrc.first().equals("none")) {
                missing.add(key + " not-testable");
            } else if (mrc.first().length() > 1 && !truncate) {
                missing.add(key + " half-grade");
            } else {
                sum += mrc.first().charAt(0) - '0';
            }
        }
        return missing.isEmpty()
                ? "sum " + sum
                : missing.stream().sorted().toList().toString();
    }

    @Test
    void tellsExamsApart() {
        List<StrengthResult> results = List.of(
                Results.of(1, TIME, TIME, "hip-flexion", Side.LEFT, "mrc-muscle-grade 4", OptionalLong.of(90)),
                Results.of(2, TIME, TIME, "hip-flexion", Side.RIGHT, "mrc-muscle-grade 4", OptionalLong.empty()),
                Results.of(3, TIME, TIME, "knee-extension", Side.LEFT, "mrc-muscle-grade 4", OptionalLong.empty()),
                Results.of(
                        4,
                        TIME,
                        TIME.plusMillis(1),
                        "hip-flexion",
                        Side.LEFT,
                        "mrc-muscle-grade 4",
                        OptionalLong.empty()),
                Results.of(
                        5,
                        TIME.plusSeconds(60),
                        TIME.plusSeconds(60),
                        "hip-flexion",
                        Side.LEFT,
                        "mrc-muscle-grade 4",
                        OptionalLong.of(90)));
        assertThat(ExamResults.of(results, EnumSet.of(Standing.FINAL)).stream()
                        .map(exam ->
                                exam.results().stream().map(StrengthResult::row).toList()))
                .containsExactlyInAnyOrder(List.of(1L, 5L), List.of(2L, 3L), List.of(4L));
        assertThat(ExamResults.of(results, EnumSet.of(Standing.PRELIMINARY))).isEmpty();
    }
}
