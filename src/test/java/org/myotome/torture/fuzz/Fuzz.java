package org.myotome.torture.fuzz;

import java.util.List;
import java.util.Random;

/** The shots of one seed, by their numbers. */
public final class Fuzz {

    private static final List<Shots> KINDS = Shots.all();

    private Fuzz() {}

    /** @param number the same number of the same seed is the same shot */
    public static Shot shot(long seed, int number) {
        Random random = new Random(seed * 1_000_003 + number);
        return KINDS.get(random.nextInt(KINDS.size())).next(random);
    }
}
