package org.myotome.demo;

/**
 * How one patient differs from the textbook: a small deviation for each thing that can be named, always the same for the
 * same name. It keeps a course a small value, without a table of random numbers.
 */
record Variation(long seed) {

    static Variation draw(Dice dice) {
        return new Variation(dice.next());
    }

    /** From -1 to 1, for a movement, a side, an exam or all of them. */
    double of(Object... name) {
        long hash = seed;
        for (Object part : name) {
            // The hash of a text is specified by the JDK; that of an enum differs from run to run.
            hash = Dice.mix(hash + part.toString().hashCode());
        }
        return ((hash >>> 11) * 0x1.0p-53) * 2 - 1;
    }
}
