package org.myotome.query.trend;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.myotome.query.trend.Change.Direction;
import org.myotome.query.trend.Measure.Kind;
import org.myotome.storage.projection.Code;
import org.myotome.storage.projection.StrengthResult;
import org.myotome.strength.Side;

/**
 * Puts the results of a patient into series, and finds what changed.
 *
 * @param first whether results are compared with the first of their series, and not with the one before
 * @param forcePercent from which change of a force on it counts; none does if it is empty
 */
record Trend(boolean first, Optional<Integer> forcePercent) {

    private static final Comparator<StrengthResult> BY_TIME = Comparator.comparing(StrengthResult::start)
            .thenComparing(StrengthResult::end)
            .thenComparing(StrengthResult::row);
    private static final Comparator<Key> BY_ITEM =
            Comparator.comparing((Key key) -> key.item().toString()).thenComparing(Key::side);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private record Key(Code item, Side side) {}

    /** @param results of one patient, without panels; the order of the series is that of code, side and measure */
    List<Series> of(List<StrengthResult> results) {
        Map<Key, List<StrengthResult>> items = new TreeMap<>(BY_ITEM);
        results.stream()
                .sorted(BY_TIME)
                .forEach(
                        result -> items.computeIfAbsent(new Key(result.item(), result.side()), any -> new ArrayList<>())
                                .add(result));
        List<Series> series = new ArrayList<>();
        items.forEach((key, points) -> series.addAll(series(key, points)));
        return series;
    }

    private List<Series> series(Key key, List<StrengthResult> points) {
        Set<Measure> measures = new TreeSet<>();
        points.forEach(point -> Measure.of(point).ifPresent(measures::add));
        List<Series> series = new ArrayList<>();
        for (Measure measure : measures) {
            List<StrengthResult> ofIt =
                    points.stream().filter(point -> belongs(point, measure)).toList();
            series.add(new Series(key.item(), key.side(), Optional.of(measure), ofIt, changes(measure, ofIt)));
        }
        List<StrengthResult> rest = points.stream()
                .filter(point -> measures.stream().noneMatch(measure -> belongs(point, measure)))
                .toList();
        if (!rest.isEmpty()) {
            series.add(new Series(key.item(), key.side(), Optional.empty(), rest, List.of()));
        }
        return series;
    }

    private static boolean belongs(StrengthResult point, Measure measure) {
        Optional<Measure> own = Measure.of(point);
        return own.map(measure::equals).orElseGet(() -> measure.mayBeOf(point));
    }

    private List<Change> changes(Measure measure, List<StrengthResult> points) {
        List<Moment> moments = Moment.of(points);
        List<Change> changes = new ArrayList<>();
        for (int to = 1; to < moments.size(); to++) {
            int from = earlier(moments, to);
            if (from >= 0 && moments.get(to).level().isPresent()) {
                boolean interrupted = moments.subList(from, to).stream()
                        .anyMatch(between -> between.level().isEmpty());
                change(measure, moments.get(from), moments.get(to), interrupted).ifPresent(changes::add);
            }
        }
        return changes;
    }

    /** The place of the moment to compare with; -1 if there is none. */
    private int earlier(List<Moment> moments, int to) {
        int found = -1;
        for (int i = 0; i < to; i++) {
            if (moments.get(i).level().isPresent()) {
                if (moments.get(i).isBefore(moments.get(to))) {
                    found = i;
                }
                if (first) {
                    return found;
                }
            }
        }
        return found;
    }

    private Optional<Change> change(Measure measure, Moment from, Moment to, boolean interrupted) {
        BigDecimal before = from.level().orElseThrow();
        BigDecimal difference = to.level().orElseThrow().subtract(before);
        if (difference.signum() == 0) {
            return Optional.empty();
        }
        BigDecimal size = difference.abs();
        Optional<BigDecimal> percent = measure.kind() == Kind.FORCE && before.signum() > 0
                ? Optional.of(size.multiply(HUNDRED).divide(before, 1, RoundingMode.HALF_EVEN))
                : Optional.empty();
        boolean counts = measure.kind() == Kind.FORCE ? reaches(size, before) : true;
        Direction direction = difference.signum() < 0 ? Direction.LOSS : Direction.GAIN;
        return Optional.of(new Change(from.first(), to.first(), direction, plain(size), percent, counts, interrupted));
    }

    /** Compared before anything is rounded. Any gain over no force at all reaches it. */
    private boolean reaches(BigDecimal size, BigDecimal before) {
        return forcePercent
                .filter(percent -> size.multiply(HUNDRED).compareTo(before.multiply(BigDecimal.valueOf(percent))) >= 0)
                .isPresent();
    }

    /** 1 and not 1.0. */
    private static BigDecimal plain(BigDecimal size) {
        BigDecimal stripped = size.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
