package org.myotome.demo;

import java.util.ArrayList;
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
 * <p>Verywell Health, Muscle side effects of statins (verywellhealth.com/muscle-side-effects-of-statins-1745836):
 * soreness of shoulders and arms or hips and thighs, often with mild weakness; it begins within weeks to months of the
 * treatment and goes within weeks after the end of it. Statin muscle pain
 * (calendar-australia.com/faq/where-do-you-feel-muscle-pain-from-statins): near the trunk and on both sides alike, gone
 * within three months as a rule. UpToDate, Drug-induced myopathies (medilib.ir/uptodate/show/5166) is the source of the
 * cause.
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

    @Override
    public Story story(Dice dice) {
        List<String> plan = new ArrayList<>(List.of("medicine-review", "regular-activity"));
        if (dice.chance(0.5)) {
            plan.add("lipid-control");
        }
        return new Story(
                "gradual",
                "249939004",
                -dice.whole(15, 60),
                0,
                List.of("pain-when-muscles-work", "difficulty-climbing-stairs", "familiar-tasks-harder"),
                List.of(
                        Sign.refuted("sudden-weakness", 0),
                        Sign.refuted("spreading", 0),
                        Sign.refuted("hard-to-breathe", 0)),
                List.of(Treatment.done("stopping-a-medicine", 0, 0)),
                plan);
    }
}
