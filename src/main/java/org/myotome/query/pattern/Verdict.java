package org.myotome.query.pattern;

/** What an exam says about a distribution. */
enum Verdict {
    COMPATIBLE("compatible"),
    NOT_COMPATIBLE("not-compatible"),
    CANNOT_BE_TOLD("cannot-be-told");

    private final String code;

    Verdict(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}
