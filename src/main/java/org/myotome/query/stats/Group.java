package org.myotome.query.stats;

import java.util.List;
import java.util.Optional;
import org.myotome.storage.projection.Code;
import org.myotome.storage.projection.Tally;
import org.myotome.strength.Side;

/**
 * Results that can be compared: of what was tested, on a side, on a scale.
 *
 * @param side empty where the sides are pooled
 * @param scale empty where no result has a value that says it
 * @param values with an order or an amount, the smallest first
 * @param notTested how many results have no such value
 */
record Group(Code item, Optional<Side> side, Optional<Scale> scale, List<Tally> values, long notTested) {

    /** How many results have a value. */
    long count() {
        return values.stream().mapToLong(Tally::count).sum();
    }

    boolean isOrdinal() {
        return scale.filter(Scale::ordinal).isPresent();
    }
}
