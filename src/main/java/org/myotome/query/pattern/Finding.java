package org.myotome.query.pattern;

import org.myotome.strength.Side;

/**
 * One movement on one side in one exam.
 *
 * @param row of the Observation
 * @param order of the grade on its scale: it only sorts
 */
record Finding(long row, Movement movement, Side side, Reading reading, double order) {

    boolean isWeak() {
        return reading == Reading.WEAK;
    }

    boolean isIn(Limb limb) {
        return movement.region() == limb.region() && side == limb.side();
    }
}
