package org.myotome.demo;

import java.util.List;

/**
 * Chance that is the same on every machine: SplitMix64 (Steele, Lea and Flood 2014). The JDK promises the bits of its
 * generators, but not how a later version turns them into numbers of a range; here both are written down.
 */
final class Dice {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /** One of many independent sequences of a seed, so that a patient does not depend on those before. */
    static Dice of(long seed, long sequence) {
        return new Dice(mix(mix(seed) + sequence * GOLDEN_GAMMA));
    }

    long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** At least {@code low}, below {@code high}. */
    double between(double low, double high) {
        return low + (high - low) * ((next() >>> 11) * 0x1.0p-53);
    }

    /** Both ends included. */
    int whole(int low, int high) {
        return low + (int) Math.floorMod(next(), high - low + 1L);
    }

    /** True in this share of the throws, 0 to 1. */
    boolean chance(double share) {
        return between(0, 1) < share;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(whole(0, choices.size() - 1));
    }

    static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
