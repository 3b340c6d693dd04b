package org.myotome.query.stats;

import java.util.EnumSet;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Statistic;
import org.myotome.storage.projection.Tally;

/**
 * Computes the statistics of a group. Variance and standard deviation are those of a sample (n - 1), skewness is the adjusted
 * one of a sample, kurtosis the excess over the normal distribution, adjusted alike.
 */
final class Figures {

    private final Group group;
    private final long count;

    Figures(Group group) {
        this.group = group;
        this.count = group.count();
    }

    /**
     * Whether the values allow it. The distance between two grades is unknown, so that they have neither a sum nor anything
     * that needs one.
     */
    static boolean allows(Group group, StatisticCode statistic) {
        return !group.isOrdinal() || statistic.isCount() || statistic.isRank();
    }

    /** @throws IllegalArgumentException if the values do not allow it */
    Figure of(StatisticCode statistic) {
        if (!allows(group, statistic)) {
            throw new IllegalArgumentException("Grades have no " + statistic.code());
        }
        if (statistic == StatisticCode.COUNT) {
            return new Figure.Count(count);
        }
        if (statistic == StatisticCode.TOTAL_COUNT) {
            return new Figure.Count(count + group.notTested());
        }
        if (count == 0) {
            return new Figure.None();
        }
        if (group.isOrdinal()) {
            return grades(statistic);
        }
        return statistic.isRank() ? new Figure.Amount(amount(statistic), 1) : computed(statistic);
    }

    private Figure grades(StatisticCode statistic) {
        double low = at(statistic.rank(count));
        double high = statistic == StatisticCode.MEDIAN ? at(count / 2 + 1) : low;
        return new Figure.Grades(group.values().stream()
                .filter(tally -> amount(tally) == low || amount(tally) == high)
                .flatMap(tally -> tally.value().stream())
                .toList());
    }

    /** The median of an even number of amounts is the middle of the two in the middle. */
    private double amount(StatisticCode statistic) {
        double low = at(statistic.rank(count));
        return statistic == StatisticCode.MEDIAN ? (low + at(count / 2 + 1)) / 2 : low;
    }

    private Figure computed(StatisticCode statistic) {
        boolean differ = at(1) != at(count);
        return switch (statistic) {
            case AVERAGE -> new Figure.Amount(moment(Statistic.MEAN), 1);
            case SUM -> new Figure.Amount(moment(Statistic.SUM), 1);
            case STD_DEV -> count > 1 ? new Figure.Amount(moment(Statistic.STANDARD_DEVIATION), 1) : new Figure.None();
            case VARIANCE -> count > 1 ? new Figure.Amount(moment(Statistic.VARIANCE), 2) : new Figure.None();
            case QUARTILE_DEVIATION ->
                new Figure.Amount((amount(StatisticCode.QUARTILE_UPPER) - amount(StatisticCode.QUARTILE_LOWER)) / 2, 1);
            case SKEW -> count > 2 && differ ? new Figure.Amount(moment(Statistic.SKEWNESS), 0) : new Figure.None();
            case KURTOSIS -> count > 3 && differ ? new Figure.Amount(moment(Statistic.KURTOSIS), 0) : new Figure.None();
            default -> throw new IllegalArgumentException("There is no " + statistic.code());
        };
    }

    private double moment(Statistic statistic) {
        double[] amounts = group.values().stream()
                .flatMapToDouble(
                        tally -> DoubleStream.generate(() -> amount(tally)).limit(tally.count()))
                .toArray();
        return DoubleStatistics.of(EnumSet.of(statistic), amounts).getAsDouble(statistic);
    }

    /** The amount of a rank, from 1. */
    private double at(long rank) {
        long upTo = 0;
        for (Tally tally : group.values()) {
            upTo += tally.count();
            if (upTo >= rank) {
                return amount(tally);
            }
        }
        throw new IllegalArgumentException("There are no " + rank + " values");
    }

    private static double amount(Tally tally) {
        return tally.amount().orElseThrow();
    }
}
