package org.myotome.demo;

import java.util.List;
import java.util.stream.Stream;
import org.myotome.strength.Side;
import org.myotome.strength.SidedMovement;

/**
 * How strong the hands of one patient are in health, and what they are measured with. The peak is the median of Dodds 2014
 * (PLoS ONE 9:e113637, doi 10.1371/journal.pone.0113637): 51 kg in men, 31 kg in women, kept through to midlife and lost from
 * then on. How fast it is lost, and how much one person differs from another, is made up.
 *
 * @param left in kilogram-force
 * @param right in kilogram-force
 */
record Hands(double left, double right, GripUnit unit) {

    private static final double PEAK_OF_MEN = 51;
    private static final double PEAK_OF_WOMEN = 31;
    private static final int MIDLIFE = 45;

    static Hands draw(boolean female, int age, Dice dice) {
        double usual = (female ? PEAK_OF_WOMEN : PEAK_OF_MEN)
                * (1 - 0.01 * Math.max(0, age - MIDLIFE))
                * dice.between(0.8, 1.2);
        return new Hands(
                usual * dice.between(0.9, 1), usual * dice.between(0.95, 1.05), dice.oneOf(List.of(GripUnit.values())));
    }

    /** Both hands at an exam. They follow the movement of the hand that the course tests. */
    List<Grip> at(Course course, int exam) {
        return Stream.of(Side.LEFT, Side.RIGHT)
                .map(side -> {
                    SidedMovement hand = new SidedMovement(course.handMovement(), side);
                    return course.hindrance(hand, exam)
                            .map(hindrance -> Grip.notTestable(side, unit.code(), hindrance))
                            .orElseGet(() -> Grip.measured(
                                    side, unit, side == Side.LEFT ? left : right, course.weakness(hand, exam)));
                })
                .toList();
    }
}
