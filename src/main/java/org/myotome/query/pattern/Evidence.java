package org.myotome.query.pattern;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.myotome.strength.SidedMovement;

/**
 * Weighs one distribution. What refutes it goes before what is missing: no further test can make up for a weak muscle
 * outside.
 */
final class Evidence {

    private static final Comparator<SidedMovement> BY_NAME =
            Comparator.comparing(SidedMovement::side).thenComparing(SidedMovement::movement);

    private final PatternId pattern;
    private final List<Finding> speaksFor;
    private final List<Finding> speaksAgainst;
    private final List<String> refutations = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private final Collection<SidedMovement> missing = new TreeSet<>(BY_NAME);

    Evidence(PatternId pattern, List<Finding> speaksFor, List<Finding> speaksAgainst) {
        this.pattern = pattern;
        this.speaksFor = speaksFor;
        this.speaksAgainst = speaksAgainst;
    }

    Evidence refutedIf(boolean refuted, String reason) {
        if (refuted) {
            refutations.add(reason);
        }
        return this;
    }

    /** @param tests what would tell, where anything would */
    Evidence needs(boolean there, String reason, Supplier<Collection<SidedMovement>> tests) {
        if (!there) {
            gaps.add(reason);
            missing.addAll(tests.get());
        }
        return this;
    }

    /** Something without which it cannot be, and which can still be found as long as something of it is untested. */
    Evidence needsElseRefuted(boolean there, String reason, Supplier<Collection<SidedMovement>> tests) {
        if (there) {
            return this;
        }
        Collection<SidedMovement> open = tests.get();
        return open.isEmpty() ? refutedIf(true, reason) : needs(false, reason, () -> open);
    }

    Judgement judge() {
        if (!refutations.isEmpty()) {
            return new Judgement(pattern, Verdict.NOT_COMPATIBLE, speaksFor, speaksAgainst, refutations, List.of());
        }
        Verdict verdict = gaps.isEmpty() ? Verdict.COMPATIBLE : Verdict.CANNOT_BE_TOLD;
        return new Judgement(pattern, verdict, speaksFor, speaksAgainst, gaps, List.copyOf(missing));
    }
}
