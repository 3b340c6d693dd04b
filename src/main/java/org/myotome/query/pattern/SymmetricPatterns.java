package org.myotome.query.pattern;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.myotome.strength.SidedMovement;

/** Weakness of both sides near the trunk or away from it. Grades are compared by their order, and nothing is computed. */
final class SymmetricPatterns {

    private final Findings findings;

    SymmetricPatterns(Findings findings) {
        this.findings = findings;
    }

    List<Judgement> judge() {
        return Stream.of(
                        judge("proximal-symmetric", Part.PROXIMAL, Part.DISTAL),
                        judge("distal-symmetric", Part.DISTAL, Part.PROXIMAL))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Judgement> judge(String code, Part part, Part other) {
        List<Finding> weak = findings.where(finding -> finding.isWeak() && is(finding, part));
        if (weak.isEmpty()) {
            return Optional.empty();
        }
        Set<Region> regions =
                weak.stream().map(finding -> finding.movement().region()).collect(Collectors.toSet());
        List<Finding> tested = findings.where(finding ->
                is(finding, part) && regions.contains(finding.movement().region()));
        List<Finding> elsewhere = findings.where(finding -> is(finding, other));
        List<Finding> against =
                findings.where(finding -> finding.isWeak() ? is(finding, other) : tested.contains(finding));
        long alike =
                movements(weak.stream().filter(finding -> findings.twin(finding).anyMatch(finding::isLike)));
        long unlike = movements(
                weak.stream().filter(finding -> findings.twin(finding).anyMatch(twin -> !finding.isLike(twin))));
        return Optional.of(new Evidence(PatternId.of(code), weak, against)
                .refutedIf(
                        3 * unlike > alike,
                        "More than one in four of the weak movements differs clearly between the sides.")
                .refutedIf(
                        3 * weak.size() < tested.size(),
                        "Less than a third of the " + word(part) + " movements is weak.")
                .refutedIf(
                        !prevails(weak, tested, elsewhere, regions),
                        "The " + word(other) + " movements are as weak as the " + word(part) + " ones.")
                .needs(
                        alike >= 2,
                        "Fewer than two " + word(part) + " movements are known to be weak on both sides.",
                        () -> untested(regions, part))
                .needs(
                        Limb.SIDES.stream()
                                .allMatch(side -> elsewhere.stream()
                                        .anyMatch(finding -> finding.side() == side
                                                && regions.contains(
                                                        finding.movement().region()))),
                        "The " + word(other) + " movements were not tested on both sides.",
                        () -> untested(regions, other))
                .judge());
    }

    private static boolean is(Finding finding, Part part) {
        return finding.movement().part() == part;
    }

    private static long movements(Stream<Finding> findings) {
        return findings.map(Finding::movement).distinct().count();
    }

    /**
     * Whether one part is weaker than the other: nothing of the other is weak, or it is weak only in the same limbs, in a share
     * that is not greater, and its worst grade is better.
     */
    private static boolean prevails(
            List<Finding> weak, List<Finding> tested, List<Finding> elsewhere, Set<Region> regions) {
        List<Finding> weakElsewhere = elsewhere.stream().filter(Finding::isWeak).toList();
        List<Finding> sameLimbs = elsewhere.stream()
                .filter(finding -> regions.contains(finding.movement().region()))
                .toList();
        return weakElsewhere.isEmpty()
                || sameLimbs.containsAll(weakElsewhere)
                        && (long) weakElsewhere.size() * tested.size() <= (long) weak.size() * sameLimbs.size()
                        && worst(weakElsewhere) > worst(weak);
    }

    private static double worst(List<Finding> weak) {
        return weak.stream().mapToDouble(Finding::order).min().orElseThrow();
    }

    private List<SidedMovement> untested(Set<Region> regions, Part part) {
        return Limb.ALL.stream()
                .filter(limb -> regions.contains(limb.region()))
                .flatMap(limb -> findings.untested(limb, movement -> movement.part() == part).stream())
                .toList();
    }

    private static String word(Part part) {
        return part.name().toLowerCase(java.util.Locale.ROOT);
    }
}
