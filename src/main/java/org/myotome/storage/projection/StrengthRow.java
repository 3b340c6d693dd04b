package org.myotome.storage.projection;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A row of the projection; everything of a resource or a code is its number. Two rows that are equal say the same.
 *
 * @param resource the Observation
 * @param effective milliseconds since 1970; where a partial date or a period begins
 * @param effectiveEnd the last millisecond of a partial date or a period, if it is not an instant
 * @param exam the panel that has it as a member
 * @param performer the one who tested, if there is one such person
 * @param cohort the movement and side of a grade, as one number
 * @param item what was tested or measured
 * @param grade the code of a grade, or the unit of a quantity
 * @param reason why there is no value
 * @param side the ordinal of a {@link org.myotome.strength.Side}
 * @param standing the ordinal of a {@link Standing}
 * @param source {@code meta.source} without its fragment: no code, because it may differ from message to message
 * @param amount the order of a grade, the points of a score, a quantity in the unit that {@code grade} is; to a millionth
 */
record StrengthRow(
        long resource,
        long patient,
        long effective,
        @Nullable Long effectiveEnd,
        @Nullable Long exam,
        @Nullable Long performer,
        @Nullable Long cohort,
        int version,
        int item,
        @Nullable Integer grade,
        @Nullable Integer reason,
        @Nullable Integer method,
        int side,
        int standing,
        @Nullable String source,
        @Nullable BigDecimal amount) {

    /** As the database keeps it. */
    private static final int SCALE = 6;

    StrengthRow {
        amount = amount == null ? null : amount.setScale(SCALE, RoundingMode.HALF_EVEN);
    }

    /** In the order of {@link #values}; the key comes first. */
    static final String[] COLUMNS = {
        "RES_ID",
        "PATIENT",
        "EFFECTIVE",
        "EFFECTIVE_END",
        "EXAM",
        "PERFORMER",
        "COHORT",
        "RES_VER",
        "ITEM",
        "GRADE",
        "REASON",
        "METHOD",
        "SIDE",
        "STANDING",
        "SOURCE",
        "AMOUNT"
    };

    /** Where the exam is among them. */
    private static final int EXAM = 4;

    @Nullable
    Object[] values() {
        return new @Nullable Object[] {
            resource,
            patient,
            effective,
            effectiveEnd,
            exam,
            performer,
            cohort,
            version,
            item,
            grade,
            reason,
            method,
            side,
            standing,
            source,
            amount
        };
    }

    /** @param values in the order of {@link #COLUMNS} */
    static StrengthRow of(@Nullable Object[] values) {
        return new StrengthRow(
                (Long) values[0],
                (Long) values[1],
                (Long) values[2],
                (Long) values[3],
                (Long) values[4],
                (Long) values[5],
                (Long) values[6],
                (Integer) values[7],
                (Integer) values[8],
                (Integer) values[9],
                (Integer) values[10],
                (Integer) values[11],
                ((Number) values[12]).intValue(),
                ((Number) values[13]).intValue(),
                (String) values[14],
                (BigDecimal) values[15]);
    }

    /** The same in another exam. */
    StrengthRow of(@Nullable Long newExam) {
        @Nullable Object[] values = values();
        values[EXAM] = newExam;
        return of(values);
    }
}
