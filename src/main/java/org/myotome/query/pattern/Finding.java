package org.myotome.query.pattern;

import org.myotome.strength.Side;

/**
 * One movement on one side in one exam.
 *
 * @param row of the Observation
 * @param order of the grade on its scale: it only sorts
 * @param step of the grade on its scale, from the weakest, half grades being of one step
 * @param apart from how many steps on two sides differ clearly
 */
record Finding(long row, Movement movement, Side side, Reading reading, double order, int step, int apart) {

    boolean isWeak() {
        return reading == Reading.WEAK;
    }

    /** Both weak and not clearly different, or both strong. */
    boolean isLike(Finding twin) {
        return reading == twin.reading && Math.abs(step - twin.step) < apart;
    }

    boolean isIn(Limb limb) {
        return movement.region() == limb.region() && side == limb.side();
    }
}
