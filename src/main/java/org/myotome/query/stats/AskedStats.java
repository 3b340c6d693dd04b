package org.myotome.query.stats;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.myotome.query.AskedTime;
import org.myotome.storage.projection.Code;
import org.myotome.storage.projection.ResultFilter;
import org.myotome.storage.projection.Standing;
import org.myotome.strength.Side;

/**
 * What is asked for.
 *
 * @param patients their rows by their references; empty for all patients
 * @param items empty for all
 * @param named those of the items that were asked for one by one, and not by a ValueSet
 * @param sides empty for all
 * @param scale the only one that is looked at
 * @param pooled whether the sides make one group
 * @param histogram whether the grades are counted one by one
 * @param sources how many of the results are returned, 0 for none
 */
record AskedStats(
        Map<String, Long> patients,
        Set<Code> items,
        Set<Code> named,
        Set<Side> sides,
        Set<Standing> standings,
        AskedTime time,
        List<StatisticCode> statistics,
        Optional<String> scale,
        boolean pooled,
        boolean histogram,
        int sources) {

    ResultFilter filter() {
        return ResultFilter.FINAL
                .ofPatients(Set.copyOf(patients.values()))
                .ofItems(items)
                .ofSides(sides)
                .ofStandings(standings)
                .within(time.from(), time.before());
    }

    /** The patient, if it is one. */
    Optional<String> subject() {
        return patients.size() == 1 ? patients.keySet().stream().findFirst() : Optional.empty();
    }

    /** Whether a scale is looked at; what has no value is on none. */
    boolean takes(Optional<Scale> candidate) {
        return scale.isEmpty()
                || candidate.filter(one -> one.isCalled(scale.get())).isPresent();
    }
}
