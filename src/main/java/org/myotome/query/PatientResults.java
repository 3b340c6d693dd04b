package org.myotome.query;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.myotome.storage.projection.ResultFilter;
import org.myotome.storage.projection.StrengthResult;
import org.myotome.storage.projection.StrengthResults;

/** The results of one patient, of some, or of all, by whichever question the database answers soonest. */
public final class PatientResults {

    /** So many patients are sooner asked for one by one than looked for among all. */
    private static final int FEW = 1_000;

    private final StrengthResults results;

    public PatientResults(StrengthResults results) {
        this.results = results;
    }

    /** Those of one patient that a filter lets through, the earliest first. */
    public List<StrengthResult> of(long patient, ResultFilter filter) {
        return results.of(patient).stream()
                .filter(result -> accepts(filter, result))
                .toList();
    }

    private static boolean accepts(ResultFilter filter, StrengthResult result) {
        return filter.standings().contains(result.standing())
                && has(filter.items(), result.item())
                && has(filter.sides(), result.side())
                && filter.from().filter(result.start()::isBefore).isEmpty()
                && filter.before()
                        .filter(before -> !result.start().isBefore(before))
                        .isEmpty();
    }

    private static <T> boolean has(Collection<T> some, T one) {
        return some.isEmpty() || some.contains(one);
    }

    /**
     * Hands out those that a filter lets through, patient by patient, in the order of the patients' rows.
     *
     * @param patients empty for all; none for an empty set
     * @param after the first patient's row is greater
     * @param each takes those of one patient, the earliest first, and says whether to go on
     */
    public void each(
            Optional<Set<Long>> patients, ResultFilter filter, long after, Predicate<List<StrengthResult>> each) {
        if (patients.filter(some -> some.size() <= FEW).isEmpty()) {
            results.each(filter.ofPatients(patients.orElse(Set.of())), after, each);
            return;
        }
        for (long patient : patients.get().stream()
                .mapToLong(Long::longValue)
                .filter(row -> row > after)
                .sorted()
                .toArray()) {
            List<StrengthResult> ofOne = of(patient, filter);
            if (!ofOne.isEmpty() && !each.test(ofOne)) {
                return;
            }
        }
    }
}
