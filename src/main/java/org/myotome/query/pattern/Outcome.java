package org.myotome.query.pattern;

/** What came of judging an exam. */
enum Outcome {
    /** At least one distribution is compatible. */
    PATTERNS("patterns"),
    /** Every limb was tested, and nothing was weak. */
    NO_WEAKNESS("no-weakness"),
    /** There is weakness, and no distribution is compatible with it. */
    NO_PATTERN("no-pattern"),
    /** Whether one is compatible depends on what was not tested. */
    NOT_ENOUGH_GRADES("not-enough-grades");

    private final String code;

    Outcome(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}
