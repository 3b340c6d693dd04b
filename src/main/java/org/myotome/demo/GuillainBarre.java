package org.myotome.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myotome.strength.SidedMovement;

/**
 * Guillain-Barré syndrome that recovers. Weakness is symmetric and ascends: feet and legs first, arms and neck days later. It
 * is worst within four weeks, stays so for a while, and recovers over months, the legs' far end last. Pain in back and legs
 * is common in the first days.
 *
 * <p>Mayo Clinic, Guillain-Barre syndrome, symptoms
 * (mayoclinic.org/diseases-conditions/guillain-barre-syndrome/basics/symptoms/con-20025832): weakness starts in the feet
 * and legs and spreads to the upper body and arms; patients walk unsteadily or cannot walk or climb stairs, and may
 * breathe with difficulty; the weakness is greatest two to four weeks after it begins, and recovery begins two to four
 * weeks after it has levelled out. Fresno, Question of the day (questionoftheday.fresnoim.com/questions/pm081): it is
 * symmetric, of upper and lower limbs, and nine of ten patients are at their worst by four weeks. González-Suárez 2013
 * (PMC3723666): 17 % of 106 patients needed a ventilator.
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

    @Override
    public String handMovement() {
        return "finger-abduction";
    }

    @Override
    public Story story(Dice dice) {
        List<Integer> days = examDays();
        int recovery = nadirDay + plateauDays;
        boolean ventilated = severity > 4 && dice.chance(0.5);
        boolean cannotWalk = weakness("hip-flexion", 2) > 2.5;
        List<Treatment> treatments = new ArrayList<>();
        treatments.add(
                dice.chance(0.7)
                        ? Treatment.done("immunoglobulin", days.get(0), days.get(0) + 4)
                        : Treatment.done("plasma-exchange", days.get(0), days.get(0) + 10));
        if (ventilated) {
            treatments.add(Treatment.done("ventilation-support", days.get(1), recovery + 7));
        }
        treatments.add(Treatment.done("physiotherapy", nadirDay, days.get(4)));
        treatments.add(Treatment.done("rehabilitation", days.get(3), days.get(5)));
        List<String> plan = new ArrayList<>(List.of("rehabilitation", "strengthening-exercise"));
        if (weakness("ankle-dorsiflexion", lastExam()) > 0.5) {
            plan.add("orthosis");
        }
        return new Story(
                "spreading",
                "91327001",
                0,
                days.get(0),
                List.of("less-strength-than-before", "difficulty-climbing-stairs", "unsteady"),
                List.of(
                        Sign.passing("spreading", 0, nadirDay),
                        ventilated
                                ? Sign.passing("hard-to-breathe", days.get(1), recovery + 7)
                                : Sign.refuted("hard-to-breathe", days.get(0)),
                        cannotWalk
                                ? Sign.passing("cannot-stand-or-walk", nadirDay, days.get(4))
                                : Sign.refuted("cannot-stand-or-walk", nadirDay),
                        Sign.refuted("sudden-weakness-one-sided", days.get(0))),
                treatments,
                plan);
    }

    /**
     * @param share of the weakness of the feet
     * @param arrival when the weakness arrives, as a share of the time to the worst day
     */
    private record Reach(double share, double arrival) {}
}
