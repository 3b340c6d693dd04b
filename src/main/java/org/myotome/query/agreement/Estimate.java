package org.myotome.query.agreement;

/**
 * A coefficient of agreement with the standard error of a large sample of independent pairs.
 *
 * @param observed weighted agreement, 0 to 1
 * @param expected weighted agreement by chance, 0 to 1
 * @param value at most 1; not a number if all agreement is expected by chance, so that there is nothing to correct
 * @param standardError not a number where the value is none
 */
record Estimate(double observed, double expected, double value, double standardError) {

    /** The quantile of the normal distribution for 95 %. */
    private static final double Z = 1.959963984540054;

    boolean isDefined() {
        return !Double.isNaN(value);
    }

    /** The lower limit of the 95 % interval, at least -1: no coefficient here can be less. */
    double low() {
        return Math.max(-1, value - Z * standardError);
    }

    /** The upper limit of the 95 % interval, at most 1. */
    double high() {
        return Math.min(1, value + Z * standardError);
    }
}
