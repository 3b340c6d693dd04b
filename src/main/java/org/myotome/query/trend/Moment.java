package org.myotome.query.trend;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.myotome.storage.projection.StrengthResult;

/** The results of a series that have the same time. */
record Moment(List<StrengthResult> results) {

    /** @param points of a series, the earliest first */
    static List<Moment> of(List<StrengthResult> points) {
        List<List<StrengthResult>> moments = new ArrayList<>();
        for (StrengthResult point : points) {
            if (moments.isEmpty() || !isSameTime(moments.get(moments.size() - 1).get(0), point)) {
                moments.add(new ArrayList<>());
            }
            moments.get(moments.size() - 1).add(point);
        }
        return moments.stream().map(Moment::new).toList();
    }

    private static boolean isSameTime(StrengthResult one, StrengthResult other) {
        return one.start().equals(other.start()) && one.end().equals(other.end());
    }

    /** What stands for them: the one that was stored first. */
    StrengthResult first() {
        return results.get(0);
    }

    /** What it is compared by; empty if there is no value, or if results of the same time disagree. */
    Optional<BigDecimal> level() {
        List<Optional<BigDecimal>> levels = results.stream()
                .map(result -> Levels.of(result).map(BigDecimal::stripTrailingZeros))
                .distinct()
                .toList();
        return levels.size() == 1 ? levels.get(0) : Optional.empty();
    }

    /** Whether it was over when the other began: of times that overlap nobody knows which was first. */
    boolean isBefore(Moment other) {
        return first().end().isBefore(other.first().start());
    }
}
