package org.myotome.query.agreement;

/** How much a disagreement counts by its distance on the scale. */
enum Weighting {
    /** Any disagreement is a whole one. */
    IDENTITY("", "1"),
    /** 1 - d, where d is the distance in ranks over that of the ends of the scale. */
    LINEAR("-linear", "2"),
    /** 1 - d². */
    QUADRATIC("-quadratic", "2");

    private final String suffix;
    private final String ac;

    Weighting(String suffix, String ac) {
        this.suffix = suffix;
        this.ac = ac;
    }

    /** {@code kappa}, {@code kappa-linear} or {@code kappa-quadratic}. */
    String kappa() {
        return "kappa" + suffix;
    }

    /** {@code ac1}, {@code ac2-linear} or {@code ac2-quadratic}. */
    String ac() {
        return "ac" + ac + suffix;
    }

    /**
     * @param same category
     * @param distance from 0 to 1
     */
    double weight(boolean same, double distance) {
        return switch (this) {
            case IDENTITY -> same ? 1 : 0;
            case LINEAR -> 1 - distance;
            case QUADRATIC -> 1 - distance * distance;
        };
    }
}
