package org.myotome.query.pattern;

import static org.myotome.query.pattern.NaiveExam.NORMAL;
import static org.myotome.query.pattern.NaiveExam.SIDES;
import static org.myotome.query.pattern.NaiveExam.other;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.myotome.strength.Side;

/** What is weak near the trunk, or away from it, on both sides, by the page alone. */
final class NaiveSymmetry {

    /** From the worst; half grades are steps of grade 4. */
    private static final List<String> ORDER = List.of("0", "1", "2", "3", "4-minus", "4", "4-plus", NORMAL);

    private NaiveSymmetry() {}

    static List<NaivePattern> patterns() {
        return List.of(pattern("proximal", "distal"), pattern("distal", "proximal"));
    }

    private static NaivePattern pattern(String part, String rest) {
        return new NaivePattern(
                part + "-symmetric",
                exam -> isSymmetric(exam, part, rest),
                exam -> exam.with((movement, side) -> best(exam, movement, side, part)));
    }

    /** What makes both sides equal and weak where something is, and all else strong. */
    private static @Nullable String best(NaiveExam exam, NaiveMovement movement, Side side, String part) {
        if (!movement.part().equals(part)) {
            return NORMAL;
        }
        boolean isLimbConcerned = all(exam, part).stream()
                .anyMatch(one -> one.isWeak() && one.movement().limb().equals(movement.limb()));
        if (!isLimbConcerned) {
            return null;
        }
        String opposite = exam.grade(movement, other(side));
        return opposite == null ? "0" : opposite.equals(NORMAL) ? null : opposite;
    }

    private static boolean isSymmetric(NaiveExam exam, String part, String rest) {
        Set<String> limbs = new TreeSet<>();
        all(exam, part).stream()
                .filter(Sided::isWeak)
                .forEach(one -> limbs.add(one.movement().limb()));
        List<Sided> tested = in(limbs, all(exam, part));
        List<Sided> weak = tested.stream().filter(Sided::isWeak).toList();
        List<Sided> others = in(limbs, all(exam, rest));
        List<Sided> weakOthers = all(exam, rest).stream().filter(Sided::isWeak).toList();
        long alike = pairs(exam, weak, false);
        long unlike = pairs(exam, weak, true);
        if (alike < 2 || unlike * 4 > alike + unlike || weak.size() * 3 < tested.size()) {
            return false;
        }
        if (SIDES.stream().anyMatch(side -> others.stream().noneMatch(one -> one.side() == side))) {
            return false;
        }
        return weakOthers.isEmpty()
                || others.containsAll(weakOthers)
                        && weakOthers.size() * tested.size() <= weak.size() * others.size()
                        && worst(weakOthers) > worst(weak);
    }

    /** A movement that was tested on a side. */
    private record Sided(NaiveMovement movement, Side side, String grade) {

        boolean isWeak() {
            return !grade.equals(NORMAL);
        }
    }

    private static List<Sided> all(NaiveExam exam, String part) {
        List<Sided> all = new ArrayList<>();
        for (NaiveMovement movement : NaiveMovement.ALL.values()) {
            for (Side side : SIDES) {
                String grade = exam.grade(movement, side);
                if (movement.part().equals(part) && grade != null) {
                    all.add(new Sided(movement, side, grade));
                }
            }
        }
        return all;
    }

    private static List<Sided> in(Set<String> limbs, List<Sided> movements) {
        return movements.stream()
                .filter(one -> limbs.contains(one.movement().limb()))
                .toList();
    }

    /** How many of these movements were tested on the other side as well, and differ clearly, or do not. */
    private static long pairs(NaiveExam exam, List<Sided> weak, boolean differing) {
        return weak.stream()
                .map(Sided::movement)
                .distinct()
                .filter(movement -> SIDES.stream().allMatch(side -> exam.isTested(movement, side)))
                .filter(movement -> differsClearly(exam, movement) == differing)
                .count();
    }

    private static boolean differsClearly(NaiveExam exam, NaiveMovement movement) {
        if (exam.isWeak(movement, Side.LEFT) != exam.isWeak(movement, Side.RIGHT)) {
            return true;
        }
        return Math.abs(wholeGrade(exam, movement, Side.LEFT) - wholeGrade(exam, movement, Side.RIGHT)) >= 2;
    }

    private static int wholeGrade(NaiveExam exam, NaiveMovement movement, Side side) {
        return Integer.parseInt(String.valueOf(exam.grade(movement, side)).substring(0, 1));
    }

    private static int worst(List<Sided> movements) {
        return movements.stream()
                .mapToInt(one -> ORDER.indexOf(one.grade()))
                .min()
                .orElseThrow();
    }
}
