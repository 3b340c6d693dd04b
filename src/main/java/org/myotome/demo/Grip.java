package org.myotome.demo;

import java.math.BigDecimal;
import java.util.Optional;
import org.myotome.strength.Side;

/**
 * The force of one hand at one exam, or why there is none.
 *
 * @param unit a code of ValueSet {@code force-unit}
 */
record Grip(Side side, Optional<BigDecimal> force, String unit, Optional<NotTestable> hindrance) {

    static Grip notTestable(Side side, String unit, NotTestable hindrance) {
        return new Grip(side, Optional.empty(), unit, Optional.of(hindrance));
    }

    /**
     * @param usual the force of this hand in health, in kilogram-force
     * @param weakness as of {@link Course#weakness}
     */
    static Grip measured(Side side, GripUnit unit, double usual, double weakness) {
        double share = Math.max(0, 1 - weakness / 5);
        // A manual grade of 4 covers most of the range of forces, so that force is lost faster than grades are.
        return new Grip(side, Optional.of(unit.shown(usual * share * share)), unit.code(), Optional.empty());
    }
}
