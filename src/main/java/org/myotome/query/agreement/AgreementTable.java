package org.myotome.query.agreement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The grades of two raters against each other.
 *
 * @param pairs of one scale; the first of each is rater 1
 * @param raters everybody who is in a pair, the lower number first; if they are two, the first is rater 1 in every pair
 */
record AgreementTable(RankedScale scale, List<RatedPair> pairs, List<Long> raters) {

    AgreementTable {
        pairs = List.copyOf(pairs);
        raters = List.copyOf(raters);
    }

    /**
     * Of two raters, one is rater 1 throughout, the first of {@code order} or else the one with the lower number. Of more,
     * rater 1 is who graded earlier; at the same moment, whose grade was stored first.
     *
     * @param order of the raters, if somebody asked for two; else empty
     */
    static AgreementTable of(RankedScale scale, List<RatedPair> pairs, List<Long> order) {
        List<Long> raters = order.isEmpty()
                ? List.copyOf(new TreeSet<>(pairs.stream()
                        .flatMap(pair -> Stream.of(pair.firstRater(), pair.secondRater()))
                        .toList()))
                : order;
        if (raters.size() != 2) {
            return new AgreementTable(scale, pairs, raters);
        }
        return new AgreementTable(
                scale,
                pairs.stream()
                        .map(pair -> pair.firstRater() == raters.get(0) ? pair : pair.turned())
                        .toList(),
                raters);
    }

    /** Whether rater 1 is the same person in every pair. */
    boolean isByRater() {
        return raters.size() == 2;
    }

    /** The cell of a pair: category of rater 1 times the number of categories, plus that of rater 2. */
    int cell(RatedPair pair) {
        return pair.firstGrade() * scale.size() + pair.secondGrade();
    }

    /** How many pairs are in each cell. */
    double[][] counts() {
        double[][] counts = new double[scale.size()][scale.size()];
        pairs.forEach(pair -> counts[pair.firstGrade()][pair.secondGrade()]++);
        return counts;
    }

    /** The cells of each patient's pairs. */
    List<int[]> cellsByPatient() {
        List<RatedPair> sorted = pairs.stream()
                .sorted(Comparator.comparingLong(RatedPair::patient))
                .toList();
        List<int[]> patients = new ArrayList<>();
        for (int from = 0; from < sorted.size(); ) {
            int start = from;
            int to = IntStream.range(start, sorted.size())
                    .filter(i -> sorted.get(i).patient() != sorted.get(start).patient())
                    .findFirst()
                    .orElse(sorted.size());
            patients.add(sorted.subList(from, to).stream().mapToInt(this::cell).toArray());
            from = to;
        }
        return patients;
    }
}
