package org.myotome.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myotome.strength.Side;
import org.myotome.strength.SidedMovement;

/**
 * Hemiparesis after a stroke in the territory of the middle cerebral artery. One side is weak, the arm more than the leg, most
 * of all the extension of fingers and wrist and the dorsiflexion of the ankle. It improves over weeks, quickly at first, and the
 * hand least. A painful shoulder may follow weeks later; a patient with aphasia may not understand what to do at first.
 *
 * <p>Stroke warning signs (strokeprevent.org/warning-signs): sudden weakness of face, arm or leg, especially on one
 * side, sudden trouble speaking, sudden severe headache. Family Practice Notebook, Middle cerebral artery
 * (fpnotebook.com/Neuro/CV/MdlCrbrlArtryCv.htm): contralateral hemiparesis, aphasia if it is the left hemisphere.
 * Dr.Oracle 55187 (droracle.ai/articles/55187): weaker in face and arm than in the leg. PMC5434710: most of the recovery
 * of the arm falls into the first three months. Neural Plasticity 2017, 6171903 (hindawi.com/journals/np/2017/6171903):
 * in 70 % of survivors the hand is still impaired at six months. Cleveland Clinic, Muscle weakness: supportive care
 * where the loss is permanent, as after a stroke. Stroke Association UK, Treatment: thrombolysis within hours.
 *
 * @param side the weak one
 * @param severity weakness of the hand at the onset, 2 to 5.5
 * @param recovery the share of the weakness of the leg that is gone after four months
 * @param amputee whether the other foot is missing: the same disease of the vessels
 */
record Stroke(
        Side side,
        double severity,
        double recovery,
        boolean aphasia,
        boolean painfulShoulder,
        boolean amputee,
        Variation variation)
        implements Course {

    private static final Map<String, Reach> REACH = Map.of(
            "finger-extension", new Reach(1.0, 0.75),
            "wrist-extension", new Reach(0.95, 0.75),
            "elbow-extension", new Reach(0.85, 0.9),
            "elbow-flexion", new Reach(0.75, 0.9),
            "shoulder-abduction", new Reach(0.85, 0.9),
            "hip-flexion", new Reach(0.65, 1.0),
            "knee-flexion", new Reach(0.7, 1.0),
            "knee-extension", new Reach(0.5, 1.0),
            "ankle-dorsiflexion", new Reach(0.85, 0.9),
            "ankle-plantarflexion", new Reach(0.6, 1.0));

    static Course draw(Dice dice) {
        Side side = dice.oneOf(List.of(Side.LEFT, Side.RIGHT));
        return new Stroke(
                side,
                dice.between(2, 5.5),
                dice.between(0.3, 0.95),
                // Most people have their language in the left hemisphere, which moves the right side.
                side == Side.RIGHT && dice.chance(0.25),
                dice.chance(0.15),
                dice.chance(0.08),
                Variation.draw(dice));
    }

    @Override
    public List<Integer> examDays() {
        return List.of(1, 7, 28, 84, 182);
    }

    @Override
    public double weakness(SidedMovement movement, int exam) {
        if (movement.side() != side) {
            return 0;
        }
        Reach reach = REACH.get(movement.movement());
        double worst = severity * reach.share() * (1 + 0.12 * variation.of(movement));
        return worst * (1 - recovery * reach.recovery() * Ramp.easing(examDays().get(exam), 1, 120));
    }

    @Override
    public Optional<NotTestable> hindrance(SidedMovement movement, int exam) {
        if (amputee && movement.side() != side && movement.movement().startsWith("ankle-")) {
            return Optional.of(NotTestable.AMPUTATION);
        }
        if (aphasia && exam == 0) {
            return Optional.of(NotTestable.UNABLE_TO_COOPERATE);
        }
        return painfulShoulder
                        && exam == 3
                        && movement.side() == side
                        && movement.movement().equals("shoulder-abduction")
                ? Optional.of(NotTestable.PAIN)
                : Optional.empty();
    }

    @Override
    public String handMovement() {
        return "finger-extension";
    }

    @Override
    public Story story(Dice dice) {
        boolean face = dice.chance(0.7);
        boolean speech = !face || dice.chance(0.5);
        List<Sign> signs = new ArrayList<>(List.of(
                Sign.present("sudden-weakness-one-sided", 0),
                face ? Sign.present("face-droop", 0) : Sign.refuted("face-droop", 0),
                speech ? Sign.present("slurred-speech", 0) : Sign.refuted("slurred-speech", 0)));
        signs.add(aphasia ? Sign.present("lost-speech", 0) : Sign.refuted("lost-speech", 0));
        signs.add(Sign.refuted("severe-headache", 0));
        boolean lasting = REACH.keySet().stream().anyMatch(movement -> lastWeakness(movement) > 0.5);
        return new Story(
                "sudden",
                side == Side.LEFT ? "278287000" : "278286009",
                0,
                0,
                List.of("less-strength-than-before", "familiar-tasks-harder", "unsteady"),
                signs,
                List.of(
                        dice.chance(0.3)
                                ? Treatment.done("thrombolysis", 0, 0)
                                : Treatment.notDone("thrombolysis", 0, "The symptoms began too long before."),
                        Treatment.done("physiotherapy", 2, 84),
                        lasting ? Treatment.ongoing("rehabilitation", 7) : Treatment.done("rehabilitation", 7, 84)),
                plan(lasting));
    }

    private List<String> plan(boolean lasting) {
        List<String> plan = new ArrayList<>(List.of("blood-pressure-control", "lipid-control", "no-smoking"));
        if (lasting) {
            plan.add("rehabilitation");
        }
        if (lastWeakness("ankle-dorsiflexion") > 1.5) {
            plan.add("orthosis");
        }
        if (lastWeakness("hip-flexion") > 1.5) {
            plan.addAll(List.of("mobility-aid", "home-adaptation"));
        }
        return plan;
    }

    private double lastWeakness(String movement) {
        return weakness(new SidedMovement(movement, side), lastExam());
    }

    /**
     * @param share of the weakness of the hand
     * @param recovery as a share of that of the leg
     */
    private record Reach(double share, double recovery) {}
}
