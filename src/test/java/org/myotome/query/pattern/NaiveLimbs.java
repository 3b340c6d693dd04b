package org.myotome.query.pattern;

import static org.myotome.query.pattern.NaiveExam.LIMBS;
import static org.myotome.query.pattern.NaiveExam.SIDES;
import static org.myotome.query.pattern.NaiveExam.other;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.myotome.strength.Side;

/** One side, one limb, both legs and all four limbs, by the page alone. */
final class NaiveLimbs {

    private NaiveLimbs() {}

    static List<NaivePattern> patterns() {
        List<NaivePattern> patterns = new ArrayList<>();
        patterns.add(new NaivePattern(
                "both-legs",
                NaiveLimbs::isBothLegs,
                exam -> exam.weakWhere((movement, side) -> isOf("leg", movement))));
        patterns.add(new NaivePattern(
                "all-four-limbs",
                NaiveLimbs::isAllFour,
                exam -> exam.weakWhere((movement, side) -> !movement.limb().isEmpty())));
        for (Side side : SIDES) {
            patterns.add(new NaivePattern(
                    "one-sided " + NaiveExam.name(side),
                    exam -> isOneSided(exam, side),
                    exam -> exam.weakWhere((movement, one) -> one == side)));
            for (String limb : LIMBS) {
                patterns.add(new NaivePattern(
                        "one-limb " + NaiveExam.name(side) + " " + limb,
                        exam -> isOneLimb(exam, limb, side),
                        exam -> exam.weakWhere((movement, one) -> one == side && isOf(limb, movement))));
            }
        }
        return patterns;
    }

    private static boolean isOf(String limb, NaiveMovement movement) {
        return movement.limb().equals(limb);
    }

    private static boolean isBothLegs(NaiveExam exam) {
        return SIDES.stream().allMatch(side -> isWeak(exam, "leg", side) && exam.isStrong("arm", side));
    }

    private static boolean isAllFour(NaiveExam exam) {
        return SIDES.stream().allMatch(side -> isWeak(exam, "leg", side) && isWeak(exam, "arm", side));
    }

    private static boolean isOneSided(NaiveExam exam, Side side) {
        return LIMBS.stream().allMatch(limb -> isWeak(exam, limb, side) && exam.isStrong(limb, other(side)));
    }

    private static boolean isOneLimb(NaiveExam exam, String limb, Side side) {
        return isWeak(exam, limb, side)
                && isHalfWeak(exam, limb, side, "proximal")
                && isHalfWeak(exam, limb, side, "distal")
                && exam.isStrong(limb, other(side))
                && exam.isStrong(other(limb), side)
                && exam.isStrong(other(limb), other(side));
    }

    private static boolean isHalfWeak(NaiveExam exam, String limb, Side side, String part) {
        long weak = exam.weak(limb, side).stream()
                .filter(movement -> movement.part().equals(part))
                .count();
        long strong = exam.strong(limb, side).stream()
                .filter(movement -> movement.part().equals(part))
                .count();
        return weak > 0 && weak >= strong;
    }

    private static boolean isWeak(NaiveExam exam, String limb, Side side) {
        List<NaiveMovement> weak = exam.weak(limb, side);
        return !weak.isEmpty()
                && (weak.size() >= exam.strong(limb, side).size() || weak.size() >= 3 && !haveOneNerve(weak, true));
    }

    /** Whether each two of them share a nerve. */
    static boolean haveOneNerve(List<NaiveMovement> movements, boolean sciaticIsOne) {
        for (NaiveMovement one : movements) {
            for (NaiveMovement other : movements) {
                Set<String> common = nerves(one, sciaticIsOne);
                common.retainAll(nerves(other, sciaticIsOne));
                if (common.isEmpty()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Set<String> nerves(NaiveMovement movement, boolean sciaticIsOne) {
        Set<String> nerves = new TreeSet<>();
        for (String nerve : movement.nerves()) {
            boolean peroneal = nerve.endsWith("peroneal nerve");
            if (sciaticIsOne && (peroneal || nerve.equals("tibial nerve"))) {
                nerves.add("sciatic nerve");
            } else {
                nerves.add(peroneal ? "common peroneal nerve" : nerve);
            }
        }
        return nerves;
    }
}
