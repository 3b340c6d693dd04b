package org.myotome.query.agreement;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.myotome.strength.Grade;

/**
 * The grades of one scale, the weakest first. Grades of equal order, such as ISNCSCI's 3 and 3*, share a rank: they are two
 * categories that are no distance apart.
 *
 * @param url of the CodeSystem
 * @param grades the categories; those without an order, such as NT, are none
 * @param ranks of the grades, 0 and up without gaps
 */
record RankedScale(String url, List<Grade> grades, List<Integer> ranks) {

    RankedScale {
        grades = List.copyOf(grades);
        ranks = List.copyOf(ranks);
        if (grades.size() != ranks.size() || grades.size() < 2) {
            throw new IllegalArgumentException("A scale has two grades or more, and a rank for each: " + url);
        }
    }

    /** What the scale is called in a {@link Grade}. */
    String name() {
        return grades.get(0).scale();
    }

    /** The number of categories. */
    int size() {
        return grades.size();
    }

    /** Where a grade stands among the categories; empty if it is none. */
    OptionalInt indexOf(Grade grade) {
        int index = grades.indexOf(grade);
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /**
     * How far two categories agree, from 0 for the ends of the scale to 1 for the same: of the ranks, never of the numbers in
     * the names of the grades.
     */
    double[][] weights(Weighting weighting) {
        int widest = ranks.get(size() - 1) - ranks.get(0);
        return IntStream.range(0, size())
                .mapToObj(first -> IntStream.range(0, size())
                        .mapToDouble(second -> weighting.weight(
                                first == second, Math.abs(ranks.get(first) - ranks.get(second)) / (double) widest))
                        .toArray())
                .toArray(double[][]::new);
    }
}
