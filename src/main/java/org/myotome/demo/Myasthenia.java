package org.myotome.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.myotome.strength.SidedMovement;

/**
 * Generalised myasthenia gravis that fluctuates: good and bad exams follow each other without a trend. Neck flexors, shoulders,
 * hips and elbow extensors are weakest, feet are spared.
 *
 * <p>BMJ Best Practice, Myasthenia gravis, history and exam (bestpractice.bmj.com/topics/en-gb/238, read at
 * bibliotheek.ehb.be:2400): weakness grows with use and recovers with rest; drooping lids and double vision come early
 * in most patients; limbs are weak near the trunk, so that rising from a chair and climbing stairs are hard; muscles do
 * not waste. UpToDate, Clinical manifestations of myasthenia gravis (medilib.ir/uptodate/show/5170): how severe it is
 * varies within a day and over the course. Clinical feature (ebrary.net/73237/environment/clinical_feature): eyes,
 * throat, limbs near the trunk and neck. Alhaidar 2022 (PMC8950430): cholinesterase inhibitors, corticosteroids,
 * immunosuppression.
 *
 * @param severity weakness of the neck flexors at full activity, 1.4 to 3
 * @param activity of the disease at each exam, 0 to 1
 */
record Myasthenia(double severity, List<Double> activity, Variation variation) implements Course {

    private static final int DAYS_BETWEEN_EXAMS = 28;

    private static final Map<String, Double> SHARE = Map.of(
            "neck-flexion", 1.0,
            "neck-extension", 0.6,
            "shoulder-abduction", 0.95,
            "elbow-extension", 0.8,
            "elbow-flexion", 0.55,
            "wrist-extension", 0.4,
            "hip-flexion", 0.85,
            "knee-extension", 0.4,
            "ankle-dorsiflexion", 0.15);

    static Course draw(Dice dice) {
        double severity = dice.between(1.4, 3);
        // It is found in a bad time, treated, and relapses once; what follows is open.
        List<Double> activity = new ArrayList<>(List.of(bad(dice), good(dice), bad(dice)));
        for (int exam = activity.size(); exam < 6; exam++) {
            activity.add(dice.chance(0.4) ? bad(dice) : good(dice));
        }
        return new Myasthenia(severity, List.copyOf(activity), Variation.draw(dice));
    }

    private static double bad(Dice dice) {
        return dice.between(0.65, 1);
    }

    private static double good(Dice dice) {
        return dice.between(0.05, 0.2);
    }

    @Override
    public List<Integer> examDays() {
        return IntStream.range(0, activity.size())
                .map(exam -> 60 + exam * DAYS_BETWEEN_EXAMS)
                .boxed()
                .toList();
    }

    @Override
    public double weakness(SidedMovement movement, int exam) {
        double ofTheDay = 1 + 0.1 * variation.of(movement.movement(), exam) + 0.03 * variation.of(movement, exam);
        return severity * SHARE.get(movement.movement()) * activity.get(exam) * ofTheDay;
    }

    @Override
    public Story story(Dice dice) {
        int found = examDays().get(0);
        boolean lid = dice.chance(0.8);
        boolean doubleVision = !lid || dice.chance(0.6);
        List<Treatment> treatments = new ArrayList<>(List.of(Treatment.ongoing("cholinesterase-inhibitor", found)));
        if (dice.chance(0.6)) {
            treatments.add(Treatment.ongoing("corticosteroid", examDays().get(2)));
        }
        if (dice.chance(0.4)) {
            treatments.add(Treatment.ongoing("immunosuppression", examDays().get(3)));
        }
        return new Story(
                "fluctuating",
                "HP:0003473",
                0,
                found,
                List.of("familiar-tasks-harder", "difficulty-climbing-stairs"),
                List.of(
                        lid ? Sign.present("drooping-lid", 0) : Sign.refuted("drooping-lid", found),
                        doubleVision ? Sign.present("double-vision", 0) : Sign.refuted("double-vision", found),
                        dice.chance(0.2)
                                ? Sign.present("hard-to-swallow", found - 20)
                                : Sign.refuted("hard-to-swallow", found),
                        Sign.refuted("hard-to-breathe", found)),
                treatments,
                List.of("cholinesterase-inhibitor", "sleep-and-rest", "medicine-review"));
    }
}
