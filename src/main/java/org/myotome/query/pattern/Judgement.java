package org.myotome.query.pattern;

import java.util.List;
import org.myotome.strength.SidedMovement;

/**
 * What an exam says about one distribution.
 *
 * @param speaksFor the weak movements that belong to it
 * @param speaksAgainst the weak movements that do not, and the strong ones of its own
 * @param reasons in words, why it is not compatible or cannot be told
 * @param missing what would have to be tested to tell
 */
record Judgement(
        PatternId pattern,
        Verdict verdict,
        List<Finding> speaksFor,
        List<Finding> speaksAgainst,
        List<String> reasons,
        List<SidedMovement> missing) {

    Judgement {
        speaksFor = List.copyOf(speaksFor);
        speaksAgainst = List.copyOf(speaksAgainst);
        reasons = List.copyOf(reasons);
        missing = List.copyOf(missing);
    }

    boolean isCompatible() {
        return verdict == Verdict.COMPATIBLE;
    }
}
