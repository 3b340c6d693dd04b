package org.myotome.query.agreement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongPredicate;
import org.myotome.storage.projection.StrengthResult;
import org.myotome.strength.Grade;

/** Collects the pairs of patients, who come one after another. */
final class RatedPairs {

    private final Map<String, RankedScale> scales;
    private final Duration within;
    private final Runnable check;
    private final List<RatedPair> pairs = new ArrayList<>();
    private final Map<Grade, OptionalInt> categories = new LinkedHashMap<>();
    private long grades;

    /** What must be the same of two ratings. */
    private record Subject(RatedItem item, RankedScale scale) {}

    /**
     * @param scales by name; a grade of any other is left out
     * @param check as in {@link Pairing}
     */
    RatedPairs(Map<String, RankedScale> scales, Duration within, Runnable check) {
        this.scales = scales;
        this.within = within;
        this.check = check;
    }

    /**
     * @param results of one patient, the earliest first; what has no grade, or not one rater, is left out
     * @param rater says whose grades count
     */
    void add(List<StrengthResult> results, LongPredicate rater) {
        Map<Subject, List<Rating>> ratings = new LinkedHashMap<>();
        for (StrengthResult result : results) {
            Optional<Grade> grade = result.grade();
            if (grade.isEmpty()
                    || result.performer().isEmpty()
                    || !rater.test(result.performer().getAsLong())) {
                continue;
            }
            RankedScale scale = scales.get(grade.get().scale());
            OptionalInt category = category(grade.get());
            if (scale != null && category.isPresent()) {
                grades++;
                ratings.computeIfAbsent(
                                new Subject(new RatedItem(result.item(), result.side()), scale),
                                any -> new ArrayList<>())
                        .add(new Rating(
                                result.performer().getAsLong(), category.getAsInt(), result.start(), result.end()));
            }
        }
        ratings.forEach((subject, of) -> Pairing.of(of, within, check)
                .forEach(pair -> pairs.add(rated(results.get(0).patient(), subject, pair))));
    }

    private OptionalInt category(Grade grade) {
        return categories.computeIfAbsent(grade, any -> {
            RankedScale scale = scales.get(any.scale());
            return scale == null ? OptionalInt.empty() : scale.indexOf(any);
        });
    }

    private static RatedPair rated(long patient, Subject subject, Pair pair) {
        return new RatedPair(
                patient,
                subject.item(),
                subject.scale(),
                pair.first().rater(),
                pair.first().grade(),
                pair.second().rater(),
                pair.second().grade());
    }

    /** In the order of the patients. */
    List<RatedPair> pairs() {
        return List.copyOf(pairs);
    }

    /** How many grades with one rater there were, paired or not. */
    long grades() {
        return grades;
    }
}
