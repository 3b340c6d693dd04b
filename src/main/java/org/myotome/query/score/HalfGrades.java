package org.myotome.query.score;

/** What becomes of the half grades 4-minus and 4-plus in a sum of whole grades. */
enum HalfGrades {
    /** They make no sum. */
    REJECT,
    /** The sign is dropped: each counts as the grade of the memorandum that it divides, 4. */
    TRUNCATE
}
