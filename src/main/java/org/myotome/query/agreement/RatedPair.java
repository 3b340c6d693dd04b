package org.myotome.query.agreement;

/**
 * A pair of grades that goes into a table.
 *
 * @param patient any number that stands for the patient
 * @param item what was tested, and on which side
 * @param firstRater any number that stands for the person; one and two are as in a {@link Pair}
 */
record RatedPair(
        long patient,
        RatedItem item,
        RankedScale scale,
        long firstRater,
        int firstGrade,
        long secondRater,
        int secondGrade) {

    /** The same with the raters, and their grades, the other way round. */
    RatedPair turned() {
        return new RatedPair(patient, item, scale, secondRater, secondGrade, firstRater, firstGrade);
    }
}
