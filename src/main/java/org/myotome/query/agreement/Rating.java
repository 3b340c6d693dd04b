package org.myotome.query.agreement;

import java.time.Instant;

/**
 * One grade of one movement of one patient.
 *
 * @param rater any number that stands for the person
 * @param grade the category on the scale
 * @param start when it was found; where a partial date begins
 * @param end the start at an instant; the last millisecond of a partial date
 */
record Rating(long rater, int grade, Instant start, Instant end) {}
