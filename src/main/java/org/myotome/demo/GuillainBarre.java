package org.myotome.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myotome.strength.SidedMovement;

/**
 * Guillain-Barré syndrome that recovers. Weakness is symmetric and ascends: feet and legs first, arms and neck days later. It
 * is worst within four weeks, stays so for a while, and recovers over months, the legs' far end last. Pain in back and legs
 * is common in the first days.
 *
 * @param severity weakness of the feet at the worst time, 2 to 5
 * @param nadirDay when it is worst, 8 to 27 days after the onset
 * @param plateauDays how long it stays so
 * @param residual the share of the weakness that remains
 */
record GuillainBarre(
        double severity, int nadirDay, int plateauDays, double residual, boolean painful, Variation variation)
        implements Course {

    private static final Map<String, Reach> REACH = Map.of(
            "ankle-dorsiflexion", new Reach(1.0, 0.0),
            "ankle-plantarflexion", new Reach(0.9, 0.0),
            "knee-extension", new Reach(0.9, 0.1),
            "hip-flexion", new Reach(0.85, 0.15),
            "finger-abduction", new Reach(0.9, 0.3),
            "wrist-extension", new Reach(0.85, 0.3),
            "elbow-flexion", new Reach(0.75, 0.4),
            "shoulder-abduction", new Reach(0.75, 0.45),
            "neck-flexion", new Reach(0.6, 0.5));

    static Course draw(Dice dice) {
        return new GuillainBarre(
                dice.between(2, 5),
                dice.whole(8, 27),
                dice.whole(4, 14),
                dice.between(0, 0.35),
                dice.chance(0.2),
                Variation.draw(dice));
    }

    @Override
    public List<Integer> examDays() {
        int recovery = nadirDay + plateauDays;
        return List.of(nadirDay * 2 / 5, nadirDay * 7 / 10, nadirDay, recovery + 21, recovery + 75, recovery + 170);
    }

    @Override
    public double weakness(SidedMovement movement, int exam) {
        int day = examDays().get(exam);
        Reach reach = REACH.get(movement.movement());
        double worst = severity
                * reach.share()
                * (1 + 0.12 * variation.of(movement.movement()) + 0.03 * variation.of(movement));
        double ascended = Ramp.steady(day, reach.arrival() * nadirDay, nadirDay);
        int recovery = nadirDay + plateauDays;
        double recovered = (1 - residual) * Ramp.easing(day, recovery, recovery + 60 + 120 * reach.share());
        return worst * ascended * (1 - recovered);
    }

    @Override
    public Optional<NotTestable> hindrance(SidedMovement movement, int exam) {
        return painful && exam == 0 && movement.movement().equals("hip-flexion")
                ? Optional.of(NotTestable.PAIN)
                : Optional.empty();
    }

    /**
     * @param share of the weakness of the feet
     * @param arrival when the weakness arrives, as a share of the time to the worst day
     */
    private record Reach(double share, double arrival) {}
}
