package org.myotome.intake.mapping;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A scale that movements are graded on, by its code in CodeSystem {@code strength-method} and the system of its grades. */
enum Scale {
    MRC("mrc-0-5", "mrc-muscle-grade"),
    /** With the half grades 4-minus and 4-plus. */
    MRC_EXPANDED("mrc-expanded", "mrc-muscle-grade"),
    ISNCSCI("isncsci", "isncsci-motor-value"),
    /** The manual muscle test from 0 to 10. */
    MMT("mmt-0-10", "mmt-grade"),
    RASCH("mrc-rasch", "mrc-rasch-2012"),
    /** Sender says no more than MRC: a half grade then shows by itself that the scale is the expanded one. */
    MRC_ANY("mrc", "mrc-muscle-grade");

    private final String code;
    private final String grades;

    Scale(String code, String grades) {
        this.code = code;
        this.grades = grades;
    }

    String code() {
        return code;
    }

    /** The last part of the url of the CodeSystem of its grades. */
    String grades() {
        return grades;
    }

    boolean isMrc() {
        return grades.equals(MRC.grades);
    }

    /** Whether a grade said to be on the one may be on the other. */
    boolean agreesWith(Scale other) {
        return this == other || isMrc() && other.isMrc() && (this == MRC_ANY || other == MRC_ANY);
    }

    /** The one that says more of two that agree. */
    Scale narrowed(Scale other) {
        return this == MRC_ANY ? other : this;
    }

    static Optional<Scale> ofCode(String code) {
        String folded = code.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(scale -> scale.code.equals(folded))
                .findFirst();
    }
}
