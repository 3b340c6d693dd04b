package org.myotome.query.pattern;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.myotome.strength.Side;
import org.myotome.strength.SidedMovement;

/**
 * All distributions once more, in plain loops over the files, by whoever reads docs/operations/weakness-pattern.md and not
 * the code. It says which are compatible, and which could still be if more were tested.
 */
final class NaivePatterns {

    private static final String MIXED = "mixed";

    private static final List<NaivePattern> ALL = Stream.of(
                    NaiveLimbs.patterns(),
                    NaiveSymmetry.patterns(),
                    NaiveRoots.patterns(),
                    NaiveNerves.patterns(),
                    NaivePlexuses.patterns())
            .flatMap(List::stream)
            .toList();

    private final NaiveExam exam;

    NaivePatterns(Map<SidedMovement, String> exam) {
        this.exam = new NaiveExam(exam);
    }

    /** @param isAnyOpen whether of some distribution it cannot be told, which keeps the mixed one from being said */
    Set<String> compatible(boolean isAnyOpen) {
        Set<String> compatible = new TreeSet<>();
        ALL.stream().filter(pattern -> pattern.isCompatible(exam)).forEach(pattern -> compatible.add(pattern.name()));
        if (compatible.isEmpty() && !isAnyOpen && (isBySeveralNerves() || isOnBothSides())) {
            compatible.add(MIXED);
        }
        return compatible;
    }

    /** Whether one that is not compatible would be if what was not tested came out as suits it. */
    boolean couldBe(String name) {
        return ALL.stream().anyMatch(pattern -> pattern.name().equals(name) && pattern.isOpen(exam));
    }

    private boolean isBySeveralNerves() {
        List<NaiveMovement> weak = new ArrayList<>();
        exam.weak().forEach(movement -> weak.add(NaiveMovement.ALL.get(movement.movement())));
        return !NaiveLimbs.haveOneNerve(weak, true);
    }

    private boolean isOnBothSides() {
        Set<Side> sides = new HashSet<>();
        exam.weak().forEach(movement -> sides.add(movement.side()));
        return sides.contains(Side.LEFT) && sides.contains(Side.RIGHT);
    }
}
