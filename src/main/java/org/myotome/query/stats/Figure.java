package org.myotome.query.stats;

import java.util.List;
import org.myotome.storage.projection.Code;

/** What a statistic comes to. */
sealed interface Figure {

    /** How many results. */
    record Count(long number) implements Figure {}

    /**
     * Grades that occur, in their order. There are two where the median is between them, and more than one where grades share
     * a place in the order, as 4 and 4* do.
     */
    record Grades(List<Code> grades) implements Figure {}

    /** @param power of the unit of the scale: 1, 2 for a variance, 0 for a figure without a unit */
    record Amount(double amount, int power) implements Figure {}

    /** There are too few values for it, or they do not differ. */
    record None() implements Figure {}
}
