package org.myotome.query.score;

import java.util.List;
import java.util.OptionalInt;
import org.myotome.storage.projection.StrengthResult;
import org.myotome.strength.Grade;
import org.myotome.strength.SidedMovement;

/**
 * The score of one exam, or what keeps it from being formed.
 *
 * @param code in CodeSystem {@code strength-measure}
 * @param counted the grades that can be summed, in the order of the recipe
 * @param missing the items that have none, in that order; there is a score if and only if this is empty
 */
record ExamScore(String code, List<Counted> counted, List<Missing> missing) {

    /**
     * @param points what it adds
     * @param truncated whether it is a half grade that counts as a whole one
     */
    record Counted(SidedMovement item, StrengthResult result, Grade grade, int points, boolean truncated) {}

    /** @param results what there is instead of one grade */
    record Missing(SidedMovement item, Reason reason, List<StrengthResult> results) {}

    /** Why an item adds nothing. */
    enum Reason {
        /** Nothing was recorded. */
        NO_GRADE("no-grade"),
        /** It could not be tested: no value, or ISNCSCI's NT. */
        NOT_TESTABLE("not-testable"),
        /** 4-minus or 4-plus, while half grades are rejected. */
        HALF_GRADE("half-grade"),
        /** It was graded on another scale, which is never converted. */
        OTHER_SCALE("other-scale"),
        /** The exam has several results of it that differ. */
        AMBIGUOUS("ambiguous");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    ExamScore {
        counted = List.copyOf(counted);
        missing = List.copyOf(missing);
    }

    /** The sum, if it is determined. */
    OptionalInt points() {
        return missing.isEmpty()
                ? OptionalInt.of(counted.stream().mapToInt(Counted::points).sum())
                : OptionalInt.empty();
    }
}
