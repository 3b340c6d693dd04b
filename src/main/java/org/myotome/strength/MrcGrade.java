package org.myotome.strength;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/**
 * A grade of the MRC scale (Medical Research Council, Memorandum No. 45), with the half grades 4-minus and 4-plus of the
 * expanded scale. Weakest first.
 */
public enum MrcGrade {
    ZERO("0", "0"),
    ONE("1", "1"),
    TWO("2", "2"),
    THREE("3", "3"),
    FOUR_MINUS("4-minus", "3.67"),
    FOUR("4", "4"),
    FOUR_PLUS("4-plus", "4.33"),
    FIVE("5", "5");

    private final String code;
    private final BigDecimal order;

    MrcGrade(String code, String order) {
        this.code = code;
        this.order = new BigDecimal(order);
    }

    /** The code in CodeSystem {@code mrc-muscle-grade}. */
    public String code() {
        return code;
    }

    /** A sort key, 0 to 5. The thirds of the half grades only order them: nothing may be computed from them. */
    public BigDecimal order() {
        return order;
    }

    /** Whether this is one of the six grades of the memorandum, which alone may be summed. */
    public boolean isWhole() {
        return this != FOUR_MINUS && this != FOUR_PLUS;
    }

    /** The grade of the memorandum that this one is, or that it divides: 4 for 4-minus and 4-plus. */
    public MrcGrade memorandumGrade() {
        return isWhole() ? this : FOUR;
    }

    /**
     * What a whole grade adds to a sum score, 0 to 5.
     *
     * @throws IllegalStateException for a half grade: how it counts is a policy that somebody must state
     */
    public int points() {
        if (!isWhole()) {
            throw new IllegalStateException("The half grade " + code + " has no number of points");
        }
        return order.intValueExact();
    }

    public static Optional<MrcGrade> ofCode(String code) {
        return Arrays.stream(values()).filter(grade -> grade.code.equals(code)).findFirst();
    }
}
