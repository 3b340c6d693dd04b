package org.myotome.query.trend;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.myotome.storage.projection.Code;
import org.myotome.storage.projection.StrengthResult;
import org.myotome.strength.Side;

/**
 * The results of one item on one side on one scale or in one unit.
 *
 * @param measure empty if nothing but results without value is there
 * @param points all of them, the earliest first, those without value among them
 * @param changes in the order of their later result
 */
record Series(Code item, Side side, Optional<Measure> measure, List<StrengthResult> points, List<Change> changes) {

    Series {
        points = List.copyOf(points);
        changes = List.copyOf(changes);
    }

    /** The same with only some of its changes. */
    Series only(Predicate<Change> shown) {
        return new Series(
                item, side, measure, points, changes.stream().filter(shown).toList());
    }
}
