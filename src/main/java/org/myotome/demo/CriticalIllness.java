package org.myotome.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myotome.strength.Side;
import org.myotome.strength.SidedMovement;

/**
 * Weakness acquired in intensive care. All four limbs are weak alike, near the trunk a little more. It can be tested only in a
 * patient who is awake; the sum score is below 48 then (Hermans 2012, Muscle Nerve 45:18-25), and grows over weeks to months.
 *
 * <p>Critical illness polyneuromyopathy (PMC5056875): symmetric, flaccid weakness of limbs and of breathing; the cranial
 * nerves are mostly spared; early physiotherapy and rehabilitation. Critical care illness
 * (drmadhusaini.com/critical-care-illness): it is general and does not begin in one region and spread; the face is
 * mostly spared. Thomas 2016, J Rehabil Med 48 (medicaljournals.se/jrm/content/html/10.2340/16501977-2135): half of 150
 * patients could stand up alone 113 days after the onset.
 *
 * @param severity weakness of the shoulders on waking up, 1.9 to 4.2
 * @param residual the share of the weakness that remains
 * @param recoveryDays from waking up to the end of the recovery
 * @param sedated whether a first exam was tried too early
 * @param plaster the side of a broken leg that must keep still until it is healed; none in most patients
 */
record CriticalIllness(
        double severity, double residual, int recoveryDays, boolean sedated, Side plaster, Variation variation)
        implements Course {

    private static final int AWAKE = 14;
    private static final int HEALED = 60;

    private static final Map<String, Double> SHARE = Map.of(
            "shoulder-abduction", 1.0,
            "elbow-flexion", 0.85,
            "wrist-extension", 0.8,
            "hip-flexion", 1.0,
            "knee-extension", 0.9,
            "ankle-dorsiflexion", 0.85,
            "neck-flexion", 0.85);

    static Course draw(Dice dice) {
        return new CriticalIllness(
                dice.between(1.9, 4.2),
                dice.between(0, 0.2),
                dice.whole(60, 200),
                dice.chance(0.35),
                dice.chance(0.15) ? dice.oneOf(List.of(Side.LEFT, Side.RIGHT)) : Side.NONE,
                Variation.draw(dice));
    }

    @Override
    public List<Integer> examDays() {
        return sedated ? List.of(7, AWAKE, 21, 35, 98, 190) : List.of(AWAKE, 21, 35, 98, 190);
    }

    @Override
    public double weakness(SidedMovement movement, int exam) {
        double worst = severity
                * SHARE.get(movement.movement())
                * (1 + 0.1 * variation.of(movement.movement()) + 0.03 * variation.of(movement));
        int day = examDays().get(exam);
        return worst * (1 - (1 - residual) * Ramp.easing(day, AWAKE, AWAKE + recoveryDays));
    }

    @Override
    public Optional<NotTestable> hindrance(SidedMovement movement, int exam) {
        int day = examDays().get(exam);
        if (day < AWAKE) {
            return Optional.of(NotTestable.SEDATED);
        }
        boolean ofLeg = movement.movement().matches("(hip|knee|ankle)-.*");
        return day < HEALED && ofLeg && movement.side() == plaster
                ? Optional.of(NotTestable.IMMOBILISED)
                : Optional.empty();
    }

    /** How fast it came on nobody saw, because the patient was asleep: gradual fits best, and sudden would be wrong. */
    @Override
    public Story story(Dice dice) {
        int lastDay = examDays().get(lastExam());
        List<String> plan = new ArrayList<>(List.of("rehabilitation", "strengthening-exercise", "balanced-diet"));
        if (dice.chance(0.5)) {
            plan.add("mobility-aid");
        }
        return new Story(
                "gradual",
                "M62.81",
                0,
                98,
                List.of("less-strength-than-before", "familiar-tasks-harder", "wasting"),
                List.of(
                        Sign.refuted("face-droop", AWAKE),
                        Sign.refuted("double-vision", AWAKE),
                        Sign.refuted("spreading", AWAKE),
                        Sign.refuted("sudden-weakness-one-sided", AWAKE)),
                List.of(
                        Treatment.done("passive-exercise", 3, AWAKE),
                        Treatment.done("physiotherapy", AWAKE, 35),
                        Treatment.done("rehabilitation", 35, lastDay)),
                plan);
    }
}
