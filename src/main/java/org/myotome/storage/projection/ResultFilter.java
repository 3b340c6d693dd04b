package org.myotome.storage.projection;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.myotome.strength.Side;

/**
 * Which results are asked for. An empty set of patients, items or sides stands for all of them.
 *
 * @param patients their rows
 * @param from the earliest start of a result
 * @param before the first start that is too late
 */
public record ResultFilter(
        Set<Long> patients,
        Set<Code> items,
        Set<Side> sides,
        Set<Standing> standings,
        Optional<Instant> from,
        Optional<Instant> before) {

    /** All that is final. */
    public static final ResultFilter FINAL = new ResultFilter(
            Set.of(), Set.of(), Set.of(), EnumSet.of(Standing.FINAL), Optional.empty(), Optional.empty());

    public ResultFilter {
        patients = Set.copyOf(patients);
        items = Set.copyOf(items);
        sides = Set.copyOf(sides);
        standings = Set.copyOf(standings);
    }

    public ResultFilter ofPatients(Set<Long> only) {
        return new ResultFilter(only, items, sides, standings, from, before);
    }

    public ResultFilter ofItems(Set<Code> only) {
        return new ResultFilter(patients, only, sides, standings, from, before);
    }

    public ResultFilter ofSides(Set<Side> only) {
        return new ResultFilter(patients, items, only, standings, from, before);
    }

    public ResultFilter ofStandings(Set<Standing> only) {
        return new ResultFilter(patients, items, sides, only, from, before);
    }

    public ResultFilter within(Optional<Instant> earliest, Optional<Instant> tooLate) {
        return new ResultFilter(patients, items, sides, standings, earliest, tooLate);
    }
}
