package org.myotome.demo;

import java.util.List;
import java.util.Optional;
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

    /** Why the movement could not be graded at this exam. */
    default Optional<NotTestable> hindrance(SidedMovement movement, int exam) {
        return Optional.empty();
    }
}
