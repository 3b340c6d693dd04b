package org.myotome.demo;

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

    /**
     * @param share of the weakness of the hand
     * @param recovery as a share of that of the leg
     */
    private record Reach(double share, double recovery) {}
}
