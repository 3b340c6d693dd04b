package org.myotome.query.pattern;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.myotome.strength.Side;
import org.myotome.strength.SidedMovement;

/** What one exam found: at most one finding of each movement on each side that is weak or normal. */
final class Findings {

    private static final Comparator<Finding> ORDER = Comparator.comparing((Finding finding) -> finding.side())
            .thenComparing(finding -> finding.movement().code())
            .thenComparing(Finding::row);

    private final Anatomy anatomy;
    private final List<Finding> known;

    Findings(Anatomy anatomy, Collection<Finding> findings) {
        this.anatomy = anatomy;
        this.known = findings.stream()
                .filter(finding -> finding.reading() != Reading.UNKNOWN)
                .sorted(ORDER)
                .toList();
    }

    Anatomy anatomy() {
        return anatomy;
    }

    List<Finding> known() {
        return known;
    }

    List<Finding> weak() {
        return where(Finding::isWeak);
    }

    List<Finding> where(Predicate<Finding> condition) {
        return known.stream().filter(condition).toList();
    }

    List<Finding> of(Limb limb) {
        return where(finding -> finding.isIn(limb));
    }

    List<Finding> weakIn(Limb limb) {
        return where(finding -> finding.isIn(limb) && finding.isWeak());
    }

    List<Finding> normalIn(Limb limb) {
        return where(finding -> finding.isIn(limb) && !finding.isWeak());
    }

    boolean isTested(Limb limb) {
        return known.stream().anyMatch(finding -> finding.isIn(limb));
    }

    /**
     * Whether a limb is weak as a whole: at least half of what was tested in it is weak, or three movements of nerves that
     * differ are. A single weak muscle of many is not a weak limb.
     */
    boolean isAffected(Limb limb) {
        List<Finding> weak = weakIn(limb);
        return !weak.isEmpty()
                && (isAtLeastHalf(weak, of(limb))
                        || weak.size() >= 3 && anatomy.nerves().differ(weak, anatomy.nerves()::trunk));
    }

    static boolean isAtLeastHalf(List<Finding> some, List<Finding> all) {
        return 2 * some.size() >= all.size();
    }

    /** The movements of a limb that meet a condition and are not known. */
    List<SidedMovement> untested(Limb limb, Predicate<Movement> condition) {
        return anatomy.movements(limb.region()).stream()
                .filter(condition)
                .filter(movement -> known.stream()
                        .noneMatch(finding ->
                                finding.isIn(limb) && finding.movement().equals(movement)))
                .map(movement -> new SidedMovement(movement.code(), limb.side()))
                .toList();
    }

    /** Movements that tell whether a limb is weak. */
    List<SidedMovement> screening(Limb limb) {
        return untested(limb, Movement::screening);
    }

    List<SidedMovement> screening(Stream<Limb> limbs) {
        return limbs.flatMap(limb -> screening(limb).stream()).toList();
    }

    /** The same movement on the other side, if it is known. */
    Stream<Finding> twin(Finding finding) {
        Side other = Limb.opposite(finding.side());
        return known.stream()
                .filter(one -> one.side() == other && one.movement().equals(finding.movement()));
    }
}
