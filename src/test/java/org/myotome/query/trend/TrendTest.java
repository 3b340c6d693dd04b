package org.myotome.query.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.query.Results;
import org.myotome.storage.projection.StrengthResult;
import org.myotome.strength.MrcGrade;
import org.myotome.strength.Side;

class TrendTest {

    private static final Trend CONSECUTIVE = new Trend(false, Optional.empty());
    private static final Trend FROM_FIRST = new Trend(true, Optional.empty());

    /** Results a week apart from 1 March. */
    private static List<StrengthResult> weekly(String item, String... values) {
        List<StrengthResult> results = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Instant time = Instant.parse("2026-03-01T10:00:00Z").plusSeconds(i * 7L * 24 * 3600);
            results.add(Results.of(i + 1, time, time, item, Side.LEFT, values[i], OptionalLong.empty()));
        }
        return results;
    }

    private static List<String> changes(Trend trend, List<StrengthResult> results) {
        return trend.of(results).stream()
                .flatMap(series -> series.changes().stream())
                .map(TrendTest::text)
                .toList();
    }

    private static String text(Change change) {
        return change.from().row() + ">" + change.to().row() + " " + change.direction() + " "
                + change.size().toPlainString() + (change.interrupted() ? " interrupted" : "");
    }

    /** Every pair of MRC grades: it is the grades of the memorandum that count, whatever the sign. */
    @Test
    void countsWholeGradesBetweenAllMrcGrades() {
        for (MrcGrade before : MrcGrade.values()) {
            for (MrcGrade after : MrcGrade.values()) {
                int difference = after.code().charAt(0) - before.code().charAt(0);
                assertThat(changes(
                                CONSECUTIVE,
                                weekly(
                                        "hip-flexion",
                                        "mrc-muscle-grade " + before.code(),
                                        "mrc-muscle-grade " + after.code())))
                        .as(before + " to " + after)
                        .isEqualTo(
                                difference == 0
                                        ? List.of()
                                        : List.of(
                                                "1>2 " + (difference < 0 ? "LOSS " : "GAIN ") + Math.abs(difference)));
            }
        }
    }

    @Test
    void neverComparesScales() {
        List<StrengthResult> mixed = weekly(
                "hip-flexion", "mrc-muscle-grade 5", "mmt-grade mmt-10", "mrc-rasch-2012 r3", "mrc-muscle-grade 3");
        List<Series> series = CONSECUTIVE.of(mixed);
        assertThat(series).hasSize(3);
        assertThat(changes(CONSECUTIVE, mixed)).containsExactly("1>4 LOSS 2");
    }

    @Test
    void neverComparesSidesOrUnits() {
        Instant time = Instant.parse("2026-03-01T10:00:00Z");
        Instant later = time.plusSeconds(86400);
        assertThat(changes(
                        CONSECUTIVE,
                        List.of(
                                Results.of(
                                        1,
                                        time,
                                        time,
                                        "hip-flexion",
                                        Side.LEFT,
                                        "mrc-muscle-grade 5",
                                        OptionalLong.empty()),
                                Results.of(
                                        2,
                                        later,
                                        later,
                                        "hip-flexion",
                                        Side.RIGHT,
                                        "mrc-muscle-grade 1",
                                        OptionalLong.empty()),
                                Results.of(3, time, time, "hip-flexion", Side.LEFT, "unit:N 200", OptionalLong.empty()),
                                Results.of(
                                        4,
                                        later,
                                        later,
                                        "hip-flexion",
                                        Side.LEFT,
                                        "unit:N.m 20",
                                        OptionalLong.empty()))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', 2, true", "mrc-expanded, 2, true", "mmt-0-10, 1, false", "break-test, 2, true"})
    void showsWhatWasNotTestableWhereItBelongs(String method, int withIt, boolean interrupted) {
        List<StrengthResult> results = weekly("hip-flexion", "mrc-muscle-grade 5", method, "mrc-muscle-grade 3");
        Series grades = CONSECUTIVE.of(results).get(0);
        assertThat(grades.points()).hasSize(withIt + 1);
        assertThat(grades.changes().stream().map(TrendTest::text))
                .containsExactly("1>3 LOSS 2" + (interrupted ? " interrupted" : ""));
    }

    @Test
    void takesNtForNothing() {
        assertThat(changes(
                        CONSECUTIVE,
                        weekly(
                                "l2",
                                "isncsci-motor-value 4-star",
                                "isncsci-motor-value nt",
                                "isncsci-motor-value 4",
                                "isncsci-motor-value 1-dstar")))
                .containsExactly("3>4 LOSS 3");
    }

    @Test
    void comparesWithTheFirstOnRequest() {
        List<StrengthResult> results = weekly(
                "hip-flexion", "mrc-muscle-grade 3", "mrc-muscle-grade 2", "mrc-muscle-grade 3", "mrc-muscle-grade 5");
        assertThat(changes(FROM_FIRST, results)).containsExactly("1>2 LOSS 1", "1>4 GAIN 2");
        assertThat(changes(CONSECUTIVE, results)).containsExactly("1>2 LOSS 1", "2>3 GAIN 1", "3>4 GAIN 2");
    }

    @Test
    void comparesNothingWhoseOrderIsUnknown() {
        Instant day = Instant.parse("2026-03-01T00:00:00Z");
        StrengthResult wholeDay = Results.of(
                1, day, day.plusSeconds(86399), "hip-flexion", Side.LEFT, "mrc-muscle-grade 5", OptionalLong.empty());
        assertThat(changes(
                        CONSECUTIVE,
                        List.of(
                                wholeDay,
                                Results.at(2, "2026-03-01T10:00:00Z", "hip-flexion", Side.LEFT, "mrc-muscle-grade 3"),
                                Results.at(3, "2026-03-02T10:00:00Z", "hip-flexion", Side.LEFT, "mrc-muscle-grade 2"))))
                .containsExactly("2>3 LOSS 1");
    }

    @Test
    void takesDifferentGradesOfOneTimeForNoGrade() {
        assertThat(changes(
                        CONSECUTIVE,
                        List.of(
                                Results.at(1, "2026-03-01T10:00:00Z", "hip-flexion", Side.LEFT, "mrc-muscle-grade 5"),
                                Results.at(2, "2026-03-02T10:00:00Z", "hip-flexion", Side.LEFT, "mrc-muscle-grade 4"),
                                Results.at(3, "2026-03-02T10:00:00Z", "hip-flexion", Side.LEFT, "mrc-muscle-grade 2"),
                                Results.at(4, "2026-03-03T10:00:00Z", "hip-flexion", Side.LEFT, "mrc-muscle-grade 3"))))
                .containsExactly("1>4 LOSS 2 interrupted");
    }

    @ParameterizedTest
    @CsvSource({"19, true, LOSS, 20.0", "20, true, LOSS, 20.0", "21, false, LOSS, 20.0"})
    void countsForcesFromThePercentageAskedFor(int percent, boolean counts, String direction, String shown) {
        List<StrengthResult> results = weekly("hip-flexion", "unit:N 250.5", "unit:N 200.4");
        Change change = new Trend(false, Optional.of(percent))
                .of(results)
                .get(0)
                .changes()
                .get(0);
        assertThat(change.counts()).isEqualTo(counts);
        assertThat(change.direction()).hasToString(direction);
        assertThat(change.size()).isEqualByComparingTo("50.1");
        assertThat(change.percent().orElseThrow().toPlainString()).isEqualTo(shown);
        assertThat(CONSECUTIVE.of(results).get(0).changes().get(0).counts()).isFalse();
    }

    @Test
    void saysHowFastItWas() {
        Change change = CONSECUTIVE
                .of(weekly("mrc-sum-score", "unit:{score} 60", "unit:{score} 46"))
                .get(0)
                .changes()
                .get(0);
        assertThat(change.size()).isEqualByComparingTo("14");
        assertThat(change.days().toPlainString()).isEqualTo("7.00");
        assertThat(change.rate().toPlainString()).isEqualTo("60.00");
        assertThat(change.percent()).isEmpty();
    }

    private record Time(Instant start, Instant end) {}

    private static final Comparator<Time> IN_ORDER =
            Comparator.comparing(Time::start).thenComparing(Time::end);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsWhatANaiveComputationFinds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 500; round++) {
            List<StrengthResult> results = random(random);
            for (boolean first : new boolean[] {true, false}) {
                assertThat(new TreeSet<>(changes(new Trend(first, Optional.empty()), results)))
                        .as("seed %d, round %d, first %s: %s", seed, round, first, results)
                        .isEqualTo(naive(results, first));
            }
        }
    }

    private static List<StrengthResult> random(SplittableRandom random) {
        String[] values = {
            "mrc-muscle-grade 5",
            "mrc-muscle-grade 4-plus",
            "mrc-muscle-grade 4",
            "mrc-muscle-grade 4-minus",
            "mrc-muscle-grade 3",
            "mrc-muscle-grade 0",
            "mmt-grade mmt-10",
            "mmt-grade mmt-3",
            "",
            "mrc-0-5",
            "mmt-0-10"
        };
        List<StrengthResult> results = new ArrayList<>();
        int size = random.nextInt(1, 14);
        for (int row = 1; row <= size; row++) {
            Instant day = Instant.parse("2026-03-01T00:00:00Z").plusSeconds(86400L * random.nextInt(8));
            Instant start = random.nextInt(3) == 0 ? day : day.plusSeconds(3600L * random.nextInt(1, 4));
            boolean partial = random.nextInt(4) == 0;
            results.add(Results.of(
                    row,
                    partial ? day : start,
                    partial ? day.plusSeconds(86399) : start,
                    random.nextBoolean() ? "hip-flexion" : "knee-extension",
                    random.nextBoolean() ? Side.LEFT : Side.RIGHT,
                    values[random.nextInt(values.length)],
                    OptionalLong.empty()));
        }
        return results;
    }

    /** The same by brute force on texts. */
    private static Set<String> naive(List<StrengthResult> results, boolean first) {
        Set<String> found = new TreeSet<>();
        for (String item : List.of("hip-flexion", "knee-extension")) {
            for (Side side : Side.values()) {
                Stream.of("mrc", "mmt")
                        .forEach(scale -> found.addAll(naiveOfSeries(
                                results.stream()
                                        .filter(one -> one.item().code().equals(item) && one.side() == side)
                                        .filter(one -> isOf(one, scale))
                                        .toList(),
                                first)));
            }
        }
        return found;
    }

    private static boolean isOf(StrengthResult one, String scale) {
        return one.value().isPresent()
                ? one.value().get().system().contains("/" + scale)
                : one.method().isEmpty() || one.method().get().startsWith(scale);
    }

    private static Set<String> naiveOfSeries(List<StrengthResult> results, boolean first) {
        Map<Time, List<StrengthResult>> times = new TreeMap<>(IN_ORDER);
        results.forEach(one -> times.computeIfAbsent(new Time(one.start(), one.end()), any -> new ArrayList<>())
                .add(one));
        List<Time> all = new ArrayList<>(times.keySet());
        List<Time> known =
                all.stream().filter(time -> level(times.get(time)) >= 0).toList();
        Set<String> found = new TreeSet<>();
        for (Time to : known) {
            List<Time> candidates = (first ? known.subList(0, 1) : known)
                    .stream().filter(from -> from.end().isBefore(to.start())).toList();
            if (!candidates.isEmpty()) {
                Time from = candidates.get(candidates.size() - 1);
                int difference = level(times.get(to)) - level(times.get(from));
                boolean interrupted = all.subList(all.indexOf(from), all.indexOf(to)).stream()
                        .anyMatch(time -> level(times.get(time)) < 0);
                if (difference != 0) {
                    found.add(row(times.get(from)) + ">" + row(times.get(to))
                            + (difference < 0 ? " LOSS " : " GAIN ")
                            + Math.abs(difference)
                            + (interrupted ? " interrupted" : ""));
                }
            }
        }
        return found;
    }

    private static long row(List<StrengthResult> results) {
        return results.stream().mapToLong(StrengthResult::row).min().orElseThrow();
    }

    /** The only whole number in the codes; -1 if there are several or one is missing. */
    private static int level(List<StrengthResult> results) {
        Set<String> digits = new TreeSet<>();
        results.forEach(one -> digits.add(
                one.value().map(code -> code.code().replaceAll("\\D", "")).orElse("none")));
        return digits.size() > 1 || digits.contains("none")
                ? -1
                : Integer.parseInt(digits.iterator().next());
    }
}
