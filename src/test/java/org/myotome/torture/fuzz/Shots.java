package org.myotome.torture.fuzz;

import java.util.List;
import java.util.Random;

/** A kind of bad requests. */
interface Shots {

    /** The same for the same numbers. */
    Shot next(Random random);

    static List<Shots> all() {
        return List.of(
                new JsonShots(),
                new XmlShots(),
                new SearchShots(),
                new SearchShots(),
                new HeaderShots(),
                new IntakeShots());
    }
}
