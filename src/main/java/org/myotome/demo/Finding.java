package org.myotome.demo;

import java.util.Optional;
import org.myotome.strength.MrcGrade;
import org.myotome.strength.SidedMovement;

/** What the examiner found for one movement: a grade, or the reason why there is none. */
record Finding(SidedMovement movement, Optional<MrcGrade> grade, Optional<NotTestable> hindrance) {

    static Finding notTestable(SidedMovement movement, NotTestable hindrance) {
        return new Finding(movement, Optional.empty(), Optional.of(hindrance));
    }

    /**
     * @param weakness as of {@link Course#weakness}
     * @param halfGrades whether the examiner tells 4-minus and 4-plus from 4
     */
    static Finding graded(SidedMovement movement, double weakness, boolean halfGrades) {
        return new Finding(movement, Optional.of(grade(5 - weakness, halfGrades)), Optional.empty());
    }

    /** Each whole grade is a band around its number; the half grades take the outer thirds of the band of 4. */
    private static MrcGrade grade(double strength, boolean halfGrades) {
        if (strength >= 4.5) {
            return MrcGrade.FIVE;
        }
        if (strength >= 3.5) {
            return halfGrades ? four(strength) : MrcGrade.FOUR;
        }
        if (strength >= 2.5) {
            return MrcGrade.THREE;
        }
        if (strength >= 1.5) {
            return MrcGrade.TWO;
        }
        return strength >= 0.5 ? MrcGrade.ONE : MrcGrade.ZERO;
    }

    private static MrcGrade four(double strength) {
        if (strength >= 4.17) {
            return MrcGrade.FOUR_PLUS;
        }
        return strength >= 3.83 ? MrcGrade.FOUR : MrcGrade.FOUR_MINUS;
    }
}
