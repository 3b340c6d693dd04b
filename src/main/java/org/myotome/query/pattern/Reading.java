package org.myotome.query.pattern;

/** What a grade says about weakness. */
enum Reading {
    WEAK,
    NORMAL,
    /** Not tested, not testable, or contradicted within the exam: it speaks neither for nor against. */
    UNKNOWN
}
