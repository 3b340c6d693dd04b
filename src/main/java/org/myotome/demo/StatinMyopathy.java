package org.myotome.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myotome.strength.Side;
import org.myotome.strength.SidedMovement;

/**
 * Myopathy caused by a statin, after the drug was stopped at the first exam. Hips and shoulders are mildly weak on both sides,
 * the far ends of the limbs are not, and strength is back within months; the rare immune-mediated form, which goes on after
 * stopping, is not meant.
 *
 * @param severity weakness of the hip flexors at the first exam, 0.9 to 2.2
 * @param recoveryDays until strength is normal
 * @param missingFoot the side of an amputated foot: vascular disease is why statins are given; none in most patients
 */
record StatinMyopathy(double severity, int recoveryDays, Side missingFoot, Variation variation) implements Course {

    private static final Map<String, Double> SHARE = Map.of(
            "hip-flexion", 1.0,
            "hip-extension", 0.95,
            "hip-abduction", 0.9,
            "shoulder-abduction", 0.85,
            "neck-flexion", 0.6,
            "knee-extension", 0.6,
            "elbow-flexion", 0.5,
            "wrist-extension", 0.0,
            "ankle-dorsiflexion", 0.0);

    static Course draw(Dice dice) {
        return new StatinMyopathy(
                dice.between(0.9, 2.2),
                dice.whole(40, 140),
                dice.chance(0.1) ? dice.oneOf(List.of(Side.LEFT, Side.RIGHT)) : Side.NONE,
                Variation.draw(dice));
    }

    @Override
    public List<Integer> examDays() {
        return List.of(0, 28, 84, 168);
    }

    @Override
    public double weakness(SidedMovement movement, int exam) {
        double worst = severity
                * SHARE.get(movement.movement())
                * (1 + 0.1 * variation.of(movement.movement()) + 0.03 * variation.of(movement));
        return worst * (1 - Ramp.easing(examDays().get(exam), 7, 7 + recoveryDays));
    }

    @Override
    public Optional<NotTestable> hindrance(SidedMovement movement, int exam) {
        return missingFoot != Side.NONE
                        && movement.side() == missingFoot
                        && movement.movement().startsWith("ankle-")
                ? Optional.of(NotTestable.AMPUTATION)
                : Optional.empty();
    }
}
