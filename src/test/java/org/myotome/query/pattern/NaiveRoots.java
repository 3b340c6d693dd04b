package org.myotome.query.pattern;

import static org.myotome.query.pattern.NaiveExam.LIMBS;
import static org.myotome.query.pattern.NaiveExam.SIDES;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.myotome.strength.Side;

/** The single root, by the page alone. */
final class NaiveRoots {

    /** The roots that have a key movement, from above. */
    private static final Map<String, List<String>> ROOTS =
            Map.of("arm", List.of("C5", "C6", "C7", "C8", "T1"), "leg", List.of("L2", "L3", "L4", "L5", "S1"));

    private NaiveRoots() {}

    static List<NaivePattern> patterns() {
        List<NaivePattern> patterns = new ArrayList<>();
        for (Side side : SIDES) {
            for (String limb : LIMBS) {
                for (String root : ROOTS.get(limb)) {
                    patterns.add(new NaivePattern(
                            "single-root " + NaiveExam.name(side) + " " + root,
                            exam -> isRoot(exam, limb, side, root),
                            exam -> exam.weakWhere((movement, one) -> one == side
                                    && movement.limb().equals(limb)
                                    && movement.roots().contains(root))));
                }
            }
        }
        return patterns;
    }

    private static boolean isRoot(NaiveExam exam, String limb, Side side, String root) {
        List<NaiveMovement> weak = exam.weak(limb, side);
        List<NaiveMovement> strong = exam.strong(limb, side);
        if (!exam.isWeakOnlyIn(limb, side) || NaiveLimbs.haveOneNerve(weak, false)) {
            return false;
        }
        boolean key = false;
        for (NaiveMovement movement : weak) {
            if (!movement.roots().contains(root)) {
                return false;
            }
            key |= movement.keyOf().contains(root);
        }
        long strongOfRoot = strong.stream()
                .filter(movement -> movement.roots().contains(root))
                .count();
        if (strongOfRoot == strong.size() || !key && weak.size() < strongOfRoot) {
            return false;
        }
        List<String> order = ROOTS.get(limb);
        for (String beside : order) {
            if (Math.abs(order.indexOf(beside) - order.indexOf(root)) == 1
                    && !isTold(limb, root, beside, weak, strong)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTold(
            String limb, String root, String beside, List<NaiveMovement> weak, List<NaiveMovement> strong) {
        for (NaiveMovement movement : weak) {
            if (!movement.roots().contains(beside)) {
                return true;
            }
        }
        boolean canBe = false;
        for (NaiveMovement movement : NaiveMovement.ALL.values()) {
            if (movement.limb().equals(limb)
                    && movement.roots().contains(beside)
                    && !movement.roots().contains(root)) {
                canBe = true;
                if (strong.contains(movement)) {
                    return true;
                }
            }
        }
        return !canBe;
    }
}
