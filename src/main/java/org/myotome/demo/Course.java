package org.myotome.demo;

import java.util.List;
import java.util.Optional;
import org.myotome.strength.Side;
import org.myotome.strength.SidedMovement;

/**
 * How the strength of one patient goes on from exam to exam. The shapes are those that textbooks of neurology describe; every
 * number in them is made up to give such a shape, and none is a finding about the disease.
 */
sealed interface Course
        permits AmyotrophicLateralSclerosis, CriticalIllness, GuillainBarre, Myasthenia, StatinMyopathy, Stroke {

    /** The days of the exams after the onset, ascending. */
    List<Integer> examDays();

    /**
     * How much strength is missing, from 0 (nothing) upwards; at 5 and above nothing moves. Only a means to draw a grade: it
     * leaves this package in no form.
     *
     * @param exam index in {@link #examDays}
     */
    double weakness(SidedMovement movement, int exam);

    /** Everything about this patient that no exam says. */
    Story story(Dice dice);

    /** The movement of the hand that grip strength follows; it is one of those that the course grades. */
    default String handMovement() {
        return "wrist-extension";
    }

    /** How weak both sides are on average, in a course that is symmetric. */
    default double weakness(String movement, int exam) {
        return (weakness(new SidedMovement(movement, Side.LEFT), exam)
                        + weakness(new SidedMovement(movement, Side.RIGHT), exam))
                / 2;
    }

    /** The index of the last exam. */
    default int lastExam() {
        return examDays().size() - 1;
    }

    /** Why the movement could not be graded at this exam. */
    default Optional<NotTestable> hindrance(SidedMovement movement, int exam) {
        return Optional.empty();
    }
}
