package org.myotome.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What the dial of a dynamometer shows, and how finely. */
enum GripUnit {
    KILOGRAM("kg", 1, 1),
    POUND_FORCE("[lbf_av]", 2.2046226, 0),
    NEWTON("N", 9.80665, 0),
    KILOGRAM_FORCE("kgf", 1, 1);

    private final String code;
    private final double perKilogramForce;
    private final int places;

    GripUnit(String code, double perKilogramForce, int places) {
        this.code = code;
        this.perKilogramForce = perKilogramForce;
        this.places = places;
    }

    /** In ValueSet {@code force-unit}. */
    String code() {
        return code;
    }

    BigDecimal shown(double kilogramForce) {
        return BigDecimal.valueOf(kilogramForce * perKilogramForce).setScale(places, RoundingMode.HALF_UP);
    }
}
