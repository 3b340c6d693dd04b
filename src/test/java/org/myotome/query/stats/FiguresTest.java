package org.myotome.query.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.storage.projection.Code;
import org.myotome.storage.projection.Tally;
import org.myotome.strength.Side;

/** Statistics, against what somebody finds who writes all values one below the other. */
class FiguresTest {

    private static final String SCALE = "https://w3id.org/myotome/CodeSystem/isncsci-motor-value";
    private static final Code ITEM = new Code("https://w3id.org/myotome/CodeSystem/isncsci-key-muscle", "c5");
    private static final Set<StatisticCode> OF_GRADES = EnumSet.of(
            StatisticCode.COUNT,
            StatisticCode.TOTAL_COUNT,
            StatisticCode.MINIMUM,
            StatisticCode.MAXIMUM,
            StatisticCode.MEDIAN,
            StatisticCode.QUARTILE_LOWER,
            StatisticCode.QUARTILE_UPPER,
            StatisticCode.PERCENT_20,
            StatisticCode.PERCENT_80,
            StatisticCode.QUINTILE_1,
            StatisticCode.QUINTILE_2,
            StatisticCode.QUINTILE_3,
            StatisticCode.QUINTILE_4);

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    private static Tally tally(String system, String code, double amount, long count) {
        return new Tally(ITEM, Side.LEFT, Optional.of(new Code(system, code)), OptionalDouble.of(amount), count);
    }

    private static Group group(List<Tally> values, boolean ordinal, long notTested) {
        return new Group(
                ITEM,
                Optional.of(Side.LEFT),
                Optional.of(new Scale(ordinal ? SCALE : "N", ordinal)),
                values,
                notTested);
    }

    private static Group grades(String... codes) {
        TreeMap<String, Long> counts = new TreeMap<>();
        List.of(codes).forEach(code -> counts.merge(code, 1L, Long::sum));
        return group(
                counts.entrySet().stream()
                        .map(entry -> tally(
                                SCALE,
                                entry.getKey(),
                                Double.parseDouble(entry.getKey().substring(0, 1)),
                                entry.getValue()))
                        .toList(),
                true,
                0);
    }

    private static List<String> codes(Group group, StatisticCode statistic) {
        return ((Figure.Grades) new Figures(group).of(statistic))
                .grades().stream().map(Code::code).toList();
    }

    private static double amount(Group group, StatisticCode statistic) {
        return ((Figure.Amount) new Figures(group).of(statistic)).amount();
    }

    @ParameterizedTest
    @EnumSource(StatisticCode.class)
    void gradesAreCountedAndRankedAndNothingElse(StatisticCode statistic) {
        Group group = grades("1", "4");
        assertThat(Figures.allows(group, statistic)).isEqualTo(OF_GRADES.contains(statistic));
        if (!OF_GRADES.contains(statistic)) {
            assertThatThrownBy(() -> new Figures(group).of(statistic)).hasMessageContaining(statistic.code());
        }
    }

    @Test
    void medianBetweenTwoGradesIsBoth() {
        assertThat(codes(grades("1", "2", "4", "5"), StatisticCode.MEDIAN)).containsExactly("2", "4");
        assertThat(codes(grades("1", "2", "2", "5"), StatisticCode.MEDIAN)).containsExactly("2");
        assertThat(codes(grades("1", "2", "5"), StatisticCode.MEDIAN)).containsExactly("2");
        assertThat(codes(grades("3"), StatisticCode.MEDIAN)).containsExactly("3");
    }

    @Test
    void gradesThatShareAPlaceAreAllGiven() {
        Group group = grades("3", "4", "4-star");
        assertThat(codes(group, StatisticCode.MAXIMUM)).containsExactly("4", "4-star");
        assertThat(codes(group, StatisticCode.MEDIAN)).containsExactly("4", "4-star");
        assertThat(codes(group, StatisticCode.MINIMUM)).containsExactly("3");
    }

    @ParameterizedTest
    @EnumSource(
            value = StatisticCode.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"COUNT", "TOTAL_COUNT", "REGRESSION"})
    void nothingFollowsFromNoValue(StatisticCode statistic) {
        Group group = group(List.of(), !Figures.allows(grades("1"), statistic) ? false : true, 3);
        assertThat(new Figures(group).of(statistic)).isEqualTo(new Figure.None());
        assertThat(new Figures(group).of(StatisticCode.COUNT)).isEqualTo(new Figure.Count(0));
        assertThat(new Figures(group).of(StatisticCode.TOTAL_COUNT)).isEqualTo(new Figure.Count(3));
    }

    @Test
    void spreadNeedsEnoughValuesThatDiffer() {
        Group one = group(List.of(tally("u", "N", 7, 1)), false, 0);
        Group same = group(List.of(tally("u", "N", 7, 5)), false, 0);
        assertThat(new Figures(one).of(StatisticCode.STD_DEV)).isEqualTo(new Figure.None());
        assertThat(new Figures(one).of(StatisticCode.VARIANCE)).isEqualTo(new Figure.None());
        assertThat(amount(same, StatisticCode.STD_DEV)).isZero();
        assertThat(new Figures(same).of(StatisticCode.SKEW)).isEqualTo(new Figure.None());
        assertThat(new Figures(same).of(StatisticCode.KURTOSIS)).isEqualTo(new Figure.None());
    }

    private static List<Tally> random(Random random, String system, int kinds) {
        List<Tally> values = new ArrayList<>();
        double amount = random.nextInt(5);
        for (int i = 0; i < 1 + random.nextInt(kinds); i++) {
            values.add(tally(system, "v" + i, amount, 1 + random.nextInt(6)));
            amount += 0.25 + random.nextInt(3);
        }
        return values;
    }

    private static List<Double> written(List<Tally> values) {
        List<Double> all = new ArrayList<>();
        for (Tally value : values) {
            for (int i = 0; i < value.count(); i++) {
                all.add(value.amount().orElseThrow());
            }
        }
        return all;
    }

    /** The smallest value of which it is true that at least this percentage is not above it. */
    private static double percentile(List<Double> all, int percent) {
        for (double candidate : all) {
            long notAbove = all.stream().filter(value -> value <= candidate).count();
            if (notAbove * 100 >= (long) percent * all.size()) {
                return candidate;
            }
        }
        throw new AssertionError();
    }

    private static double percentOf(StatisticCode statistic) {
        return switch (statistic) {
            case MINIMUM -> 0;
            case MAXIMUM -> 100;
            case PERCENT_20, QUINTILE_1 -> 20;
            case QUARTILE_LOWER -> 25;
            case QUINTILE_2 -> 40;
            case QUINTILE_3 -> 60;
            case QUARTILE_UPPER -> 75;
            case PERCENT_80, QUINTILE_4 -> 80;
            default -> -1;
        };
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void ranksAreThoseOfAllValuesWrittenDown(long seed) {
        List<Tally> values = random(new Random(seed), SCALE, 6);
        List<Double> all = written(values);
        for (StatisticCode statistic : StatisticCode.values()) {
            if (percentOf(statistic) >= 0) {
                double expected = percentile(all, (int) percentOf(statistic));
                assertThat(amount(group(values, false, 0), statistic))
                        .as(statistic.code())
                        .isEqualTo(expected);
                assertThat(codes(group(values, true, 0), statistic))
                        .as(statistic.code())
                        .containsExactly(values.stream()
                                .filter(value -> value.amount().orElseThrow() == expected)
                                .map(value -> value.value().orElseThrow().code())
                                .findFirst()
                                .orElseThrow());
            }
        }
        int half = all.size() / 2;
        double median = all.size() % 2 == 1 ? all.get(half) : (all.get(half - 1) + all.get(half)) / 2;
        assertThat(amount(group(values, false, 0), StatisticCode.MEDIAN)).isEqualTo(median);
        assertThat(codes(group(values, true, 0), StatisticCode.MEDIAN)).hasSizeBetween(1, 2);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void momentsAreThoseOfTheTextbook(long seed) {
        List<Tally> values = random(new Random(seed), "u", 9);
        List<Double> all = written(values);
        Group group = group(values, false, 0);
        double n = all.size();
        double sum = 0;
        for (double value : all) {
            sum += value;
        }
        assertThat(amount(group, StatisticCode.SUM)).isCloseTo(sum, within(1e-9));
        double mean = sum / n;
        assertThat(amount(group, StatisticCode.AVERAGE)).isCloseTo(mean, within(1e-9));
        double m2 = 0;
        double m3 = 0;
        double m4 = 0;
        for (double value : all) {
            m2 += Math.pow(value - mean, 2) / n;
            m3 += Math.pow(value - mean, 3) / n;
            m4 += Math.pow(value - mean, 4) / n;
        }
        if (n > 1) {
            assertThat(amount(group, StatisticCode.VARIANCE)).isCloseTo(m2 * n / (n - 1), within(1e-9));
            assertThat(amount(group, StatisticCode.STD_DEV)).isCloseTo(Math.sqrt(m2 * n / (n - 1)), within(1e-9));
        }
        if (n > 2 && values.size() > 1) {
            assertThat(amount(group, StatisticCode.SKEW))
                    .isCloseTo(m3 / Math.pow(m2, 1.5) * Math.sqrt(n * (n - 1)) / (n - 2), within(1e-9));
        }
        if (n > 3 && values.size() > 1) {
            double excess = m4 / (m2 * m2) - 3;
            assertThat(amount(group, StatisticCode.KURTOSIS))
                    .isCloseTo((n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * excess + 6), within(1e-9));
        }
        assertThat(amount(group, StatisticCode.QUARTILE_DEVIATION))
                .isCloseTo((percentile(all, 75) - percentile(all, 25)) / 2, within(1e-9));
    }

    @Test
    void varianceHasTheSquareOfTheUnit() {
        Group group = group(List.of(tally("u", "N", 1, 1), tally("u", "N", 3, 2)), false, 0);
        assertThat(((Figure.Amount) new Figures(group).of(StatisticCode.VARIANCE)).power())
                .isEqualTo(2);
        assertThat(((Figure.Amount) new Figures(group).of(StatisticCode.SKEW)).power())
                .isZero();
        assertThat(((Figure.Amount) new Figures(group).of(StatisticCode.STD_DEV)).power())
                .isEqualTo(1);
    }
}
