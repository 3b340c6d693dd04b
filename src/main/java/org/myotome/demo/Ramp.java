package org.myotome.demo;

/** How far something has gone on a day, 0 to 1. Exact arithmetic only: {@code exp} may differ between machines. */
final class Ramp {

    private Ramp() {}

    static double steady(double day, double from, double to) {
        return Math.max(0, Math.min(1, (day - from) / (to - from)));
    }

    /** Fast at first, as nearly every recovery is. */
    static double easing(double day, double from, double to) {
        double gone = steady(day, from, to);
        return gone * (2 - gone);
    }
}
