package org.myotome.demo;

import org.myotome.strength.Side;
import org.myotome.strength.SidedMovement;

/**
 * What all resources of an exam have in common. Ids follow from what they name, so that every run of the generator writes
 * the same references.
 *
 * @param exam the id of the exam, from which those of its Observations are made, such as {@code demo-000001-e3}
 * @param tester the id of the Practitioner
 * @param time a FHIR dateTime
 */
record ExamHeader(String patient, String exam, String tester, String time) {

    String gradeId(SidedMovement movement) {
        String id = exam + "-" + movement.movement();
        return movement.side() == Side.NONE ? id : id + (movement.side() == Side.LEFT ? "-left" : "-right");
    }

    String gripId(Side side) {
        return exam + (side == Side.LEFT ? "-grip-left" : "-grip-right");
    }

    String scoreId() {
        return exam + "-mrc-sum-score";
    }

    /** The day of the exam. */
    String day() {
        return time.substring(0, time.indexOf('T'));
    }

    String panelId() {
        return exam + "-strength-exam";
    }
}
