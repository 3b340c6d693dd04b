package org.myotome.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myotome.strength.Side;
import org.myotome.strength.SidedMovement;

/**
 * Amyotrophic lateral sclerosis with onset in a limb. It begins in one arm or leg, at its far end, spreads to the other side,
 * then to the other limbs and the neck, and only ever declines. The thumb side of the hand goes early. The diagnosis, and so
 * the first exam, comes many months after the first weakness.
 *
 * <p>UofL Health, ALS clinic, signs and symptoms
 * (uoflhealth.org/locations/frazier-rehabilitation-institute/services/als-clinic/signs-symptoms): weakness of a limb
 * that develops over weeks or months, later of another limb; twitching and cramps, tripping, dropping things; later
 * breathing and swallowing. Pharmaprix, ALS, symptoms (www1.pharmaprix.ca, sclerose-laterale-amyotrophique): wasting
 * often starts in hands or feet and moves up; bladder and senses are usually spared. HealthJade, Amyotrophic lateral
 * sclerosis (healthjade.com/amyotrophic-lateral-sclerosis): it goes on without remission. U.S. Social Security, POMS
 * (secure.ssa.gov/apps10/poms.nSf/lnx/0424580020): there is no cure; support of breathing and physical therapy help.
 *
 * @param armFirst whether it begins in an arm
 * @param side where it begins
 * @param otherSide days until it reaches the same limb of the other side
 * @param otherLimb days until it reaches the other limb of the same side
 * @param lastLimb days until it reaches the last limb
 * @param neck days until it reaches the neck
 * @param rate weakness that is added each 30 days at the far end of a limb, 0.15 to 0.35
 * @param firstExam days from the onset to the first exam
 */
record AmyotrophicLateralSclerosis(
        boolean armFirst,
        Side side,
        int otherSide,
        int otherLimb,
        int lastLimb,
        int neck,
        double rate,
        int firstExam,
        boolean frozenShoulder,
        Variation variation)
        implements Course {

    private static final Map<String, Double> ARM_SHARE = Map.of(
            "thumb-abduction-palmar", 1.0,
            "finger-abduction", 0.95,
            "wrist-extension", 0.85,
            "elbow-flexion", 0.65,
            "shoulder-abduction", 0.7);

    private static final Map<String, Double> LEG_SHARE =
            Map.of("ankle-dorsiflexion", 1.0, "knee-extension", 0.6, "hip-flexion", 0.7);

    private static final double NECK_SHARE = 0.6;

    static Course draw(Dice dice) {
        return new AmyotrophicLateralSclerosis(
                dice.chance(0.5),
                dice.oneOf(List.of(Side.LEFT, Side.RIGHT)),
                dice.whole(90, 200),
                dice.whole(150, 330),
                dice.whole(240, 420),
                dice.whole(300, 540),
                dice.between(0.15, 0.35),
                dice.whole(240, 360),
                dice.chance(0.2),
                Variation.draw(dice));
    }

    @Override
    public List<Integer> examDays() {
        return List.of(firstExam, firstExam + 91, firstExam + 182, firstExam + 273, firstExam + 364, firstExam + 455);
    }

    @Override
    public double weakness(SidedMovement movement, int exam) {
        double months = Math.max(0, examDays().get(exam) - begins(movement)) / 30.0;
        return rate * months * share(movement) * (1 + 0.12 * variation.of(movement));
    }

    private int begins(SidedMovement movement) {
        if (movement.side() == Side.NONE) {
            return neck;
        }
        boolean firstKindOfLimb = ARM_SHARE.containsKey(movement.movement()) == armFirst;
        if (movement.side() == side) {
            return firstKindOfLimb ? 0 : otherLimb;
        }
        return firstKindOfLimb ? otherSide : lastLimb;
    }

    private static double share(SidedMovement movement) {
        if (movement.side() == Side.NONE) {
            return NECK_SHARE;
        }
        Double arm = ARM_SHARE.get(movement.movement());
        return arm == null ? LEG_SHARE.get(movement.movement()) : arm;
    }

    @Override
    public String handMovement() {
        return "finger-abduction";
    }

    /** Spreading means within days, which is an emergency; what takes months to reach the next limb is gradual. */
    @Override
    public Story story(Dice dice) {
        int swallowing = Math.max(neck, firstExam) + 30;
        int breathing = firstExam + 365;
        boolean hardToBreathe = dice.chance(0.3);
        List<Treatment> treatments = new ArrayList<>(List.of(
                Treatment.ongoing("physiotherapy", firstExam + 14),
                Treatment.ongoing(armFirst ? "orthosis" : "mobility-aid", firstExam + 182)));
        List<String> plan = new ArrayList<>(List.of("rehabilitation", "orthosis", "mobility-aid", "home-adaptation"));
        if (hardToBreathe) {
            treatments.add(Treatment.ongoing("ventilation-support", breathing));
            plan.add("ventilation-support");
        }
        return new Story(
                "gradual",
                "HP:0003323",
                0,
                firstExam,
                List.of(
                        "less-strength-than-before",
                        "twitching",
                        "cramp",
                        "wasting",
                        armFirst ? "clumsiness" : "falls"),
                List.of(
                        Sign.refuted("sudden-weakness-one-sided", firstExam),
                        Sign.refuted("numbness", firstExam),
                        Sign.refuted("loss-of-bladder-or-bowel-control", firstExam),
                        dice.chance(0.4)
                                ? Sign.present("hard-to-swallow", swallowing)
                                : Sign.refuted("hard-to-swallow", firstExam),
                        hardToBreathe
                                ? Sign.present("hard-to-breathe", breathing)
                                : Sign.refuted("hard-to-breathe", firstExam)),
                treatments,
                plan);
    }

    /** A shoulder that has long been too weak to be moved grows stiff, and stays so. */
    @Override
    public Optional<NotTestable> hindrance(SidedMovement movement, int exam) {
        return frozenShoulder
                        && armFirst
                        && exam >= 4
                        && movement.side() == side
                        && movement.movement().equals("shoulder-abduction")
                ? Optional.of(NotTestable.CONTRACTURE)
                : Optional.empty();
    }
}
