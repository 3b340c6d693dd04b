package org.myotome.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import org.myotome.bench.Results.Memory;
import org.myotome.bench.Results.Scale;

/**
 * What was promised before anybody measured.
 *
 * @param text as the report gives it
 * @param measured the number that came of it, if it was measured
 * @param isReached whether that number is good enough
 */
record Goal(String text, Function<Results, OptionalDouble> measured, Predicate<Double> isReached) {

    static final List<Goal> ALL = List.of(
            atLeast("POST Observation, 4 clients: at least 15 times stock", 15, Work.CREATE, 4),
            atLeast("transaction of an exam, 4 clients: at least 8 times stock", 8, Work.TRANSACTION, 4),
            atMost("$validate of one grade, warm: at most 1 ms (median)", 1, results -> median(results, Work.VALIDATE)),
            atMost(
                    "the same by the full validator: at most 5 ms (median)",
                    5,
                    results -> median(results, Work.VALIDATE_NARRATED)),
            atLeast("a patient's last 50 grades: at least 8 times stock", 8, Work.LAST_50, 4),
            atLeast("cohort page: at least 10 times stock", 10, Work.COHORT_PAGE, 4),
            atLeast("cohort page with its exact count: at least 10 times stock", 10, Work.COHORT_TOTAL, 4),
            atMost(
                    "cohort page, most grades against fewest: at most 1.5 times the median",
                    1.5,
                    results -> growth(results, Work.COHORT_PAGE)),
            atMost(
                    "cohort page with its exact count, the same: at most 1.5 times",
                    1.5,
                    results -> growth(results, Work.COHORT_TOTAL)),
            quick("$lastn", 20, Work.LASTN),
            quick("$mrc-sum-score", 20, Work.MRC_SUM_SCORE),
            quick("$strength-trend", 20, Work.STRENGTH_TREND),
            quick("$weakness-pattern", 20, Work.WEAKNESS_PATTERN),
            quick("$stats of a tenth of all, 1 client", 300, Work.STATS),
            quick("exact count of a cohort", 50, Work.COHORT_COUNT),
            atMost(
                    "database size per grade: at most 0.3 of stock",
                    0.3,
                    results -> (double) results.myotomeSize().growth()
                            / results.stockSize().growth()),
            atMost(
                    "second start to first validated write: at most 12 s (median)",
                    12,
                    results -> middle(results.myotomeStarts())),
            atMost(
                    "memory at -Xmx512m: at most 1.05 times in the second half of the writes",
                    1.05,
                    results -> memoryGrowth(results.memory())));

    private static Goal atLeast(String text, double least, Work work, int clients) {
        return new Goal(
                text,
                results -> results.pairs().stream()
                        .filter(pair ->
                                pair.myotome().work() == work && pair.myotome().clients() == clients)
                        .mapToDouble(Results.Pair::ratio)
                        .findFirst(),
                measured -> measured >= least);
    }

    private static Goal atMost(String text, double most, Function<Results, Double> measured) {
        return new Goal(text, results -> OptionalDouble.of(measured.apply(results)), value -> value <= most);
    }

    /** Among the most grades. */
    private static Goal quick(String what, double milliseconds, Work work) {
        return atMost(
                what + ", most grades: at most " + (int) milliseconds + " ms (p95)",
                milliseconds,
                results -> results.scales().stream()
                        .filter(scale -> scale.measurement().work() == work)
                        .max(Comparator.comparingInt(Scale::grades))
                        .orElseThrow()
                        .measurement()
                        .p95());
    }

    private static double median(Results results, Work work) {
        return results.pairs().stream()
                .filter(pair -> pair.myotome().work() == work)
                .mapToDouble(pair -> pair.myotome().median())
                .findFirst()
                .orElseThrow();
    }

    private static double growth(Results results, Work work) {
        List<Scale> scales = results.scales().stream()
                .filter(scale -> scale.measurement().work() == work)
                .sorted(Comparator.comparingInt(Scale::grades))
                .toList();
        return scales.get(scales.size() - 1).measurement().median()
                / scales.get(0).measurement().median();
    }

    private static double memoryGrowth(List<Memory> memory) {
        return (double) memory.get(memory.size() - 1).megabytes()
                / memory.get(memory.size() / 2).megabytes();
    }

    static double middle(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** A row of the table of goals. */
    String row(Results results) {
        OptionalDouble value = measured.apply(results);
        String shown = value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : "not measured";
        String reached = value.isPresent() && isReached.test(value.getAsDouble()) ? "yes" : "**no**";
        return "| " + text + " | " + shown + " | " + reached + " |";
    }
}
