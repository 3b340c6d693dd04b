package org.myotome.query.pattern;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A single nerve: what is weak has the nerve, and movements of the same roots by other nerves are strong. Where only one
 * movement is weak, two strong ones must speak against its roots.
 */
final class NervePattern {

    private static final String CODE = "single-nerve";

    private final Findings findings;
    private final Anatomy anatomy;
    private final Nerves nerves;

    NervePattern(Findings findings) {
        this.findings = findings;
        this.anatomy = findings.anatomy();
        this.nerves = anatomy.nerves();
    }

    List<Judgement> judge() {
        return Limb.ALL.stream()
                .flatMap(limb -> anatomy.nerves(limb.region()).stream()
                        .filter(nerve -> findings.weakIn(limb).stream()
                                .anyMatch(finding -> finding.movement().isSuppliedBy(nerves.with(nerve))))
                        .map(nerve -> judge(limb, nerve)))
                .toList();
    }

    private Judgement judge(Limb limb, String nerve) {
        Set<String> all = nerves.with(nerve);
        Predicate<Finding> ofNerve =
                finding -> finding.isIn(limb) && finding.movement().isSuppliedBy(all);
        List<Finding> weak = findings.where(ofNerve.and(Finding::isWeak));
        List<Finding> outside = findings.where(ofNerve.negate().and(Finding::isWeak));
        List<Finding> own =
                findings.where(ofNerve.and(finding -> finding.movement().isSuppliedOnlyBy(all)));
        List<Finding> strong = findings.where(ofNerve.and(finding -> !finding.isWeak()));
        List<Finding> weakOwn = own.stream().filter(Finding::isWeak).toList();
        Evidence evidence = new Evidence(
                        PatternId.of(CODE, limb.side(), nerve),
                        weak,
                        Stream.concat(outside.stream(), strong.stream()).toList())
                .refutedIf(!outside.isEmpty(), "Movements are weak that the " + nerve + " does not supply.")
                .refutedIf(
                        !own.isEmpty() && (weakOwn.isEmpty() || !Findings.isAtLeastHalf(weakOwn, own)),
                        "Most movements that only the " + nerve + " supplies are strong.");
        nerves.branches(nerve).forEach(branch -> requireWeak(evidence, limb, branch));
        requireOwn(evidence, limb, nerve, own, weak);
        requireOtherNerves(evidence, limb, all, weak);
        return evidence.judge();
    }

    /** A lesion of a trunk shows in each of its branches; if only one is weak, the branch says all. */
    private void requireWeak(Evidence evidence, Limb limb, String branch) {
        Set<String> all = nerves.with(branch);
        List<Finding> tested = findings.where(
                finding -> finding.isIn(limb) && finding.movement().isSuppliedOnlyBy(all));
        evidence.refutedIf(
                !tested.isEmpty() && tested.stream().noneMatch(Finding::isWeak),
                "No movement of the " + branch + " is weak.");
        evidence.needs(
                !tested.isEmpty(),
                "No movement of the " + branch + " was tested.",
                () -> findings.untested(limb, movement -> movement.isSuppliedOnlyBy(all)));
    }

    /**
     * Two movements of its own must be known, if it has as many. If it has none, the others that supply what is weak must be
     * known to work, as far as a movement can tell; the pectoral nerves and the thoracodorsal nerve have only one, together.
     */
    private void requireOwn(Evidence evidence, Limb limb, String nerve, List<Finding> own, List<Finding> weak) {
        Set<String> all = nerves.with(nerve);
        long there = anatomy.movements(limb.region()).stream()
                .filter(movement -> movement.isSuppliedOnlyBy(all))
                .count();
        evidence.needs(
                own.size() >= Math.min(2, there),
                "Too few movements that only the " + nerve + " supplies were tested.",
                () -> findings.untested(limb, movement -> movement.isSuppliedOnlyBy(all)));
        if (there > 0) {
            return;
        }
        weak.stream()
                .flatMap(finding -> finding.movement().nerves().stream())
                .filter(other -> !all.contains(other))
                .filter(other -> anatomy.movements(limb.region()).stream()
                        .anyMatch(movement -> movement.isSuppliedOnlyBy(Set.of(other))))
                .collect(Collectors.toSet())
                .forEach(other -> evidence.needs(
                        findings.normalIn(limb).stream()
                                .anyMatch(finding -> finding.movement().isSuppliedOnlyBy(Set.of(other))),
                        "The weakness may be of the " + other + " as well.",
                        () -> findings.untested(limb, movement -> movement.isSuppliedOnlyBy(Set.of(other)))));
    }

    private void requireOtherNerves(Evidence evidence, Limb limb, Set<String> all, List<Finding> weak) {
        Predicate<Movement> other = movement -> !movement.isSuppliedBy(all)
                && weak.stream().anyMatch(finding -> finding.movement().sharesRoot(movement));
        long strong = findings.normalIn(limb).stream()
                .filter(finding -> other.test(finding.movement()))
                .count();
        evidence.needs(
                strong >= (weak.size() == 1 ? 2 : 1),
                "Too few movements of the same roots by other nerves are known to be strong.",
                () -> findings.untested(limb, other));
    }
}
