package org.myotome.query.pattern;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A single root: never from one movement. What is weak must share the root, come by different nerves, and be told from the
 * roots beside it as far as any movement can tell them.
 */
final class RootPattern {

    private static final String CODE = "single-root";

    private final Findings findings;
    private final Anatomy anatomy;
    private final Nerves nerves;

    RootPattern(Findings findings) {
        this.findings = findings;
        this.anatomy = findings.anatomy();
        this.nerves = anatomy.nerves();
    }

    List<Judgement> judge() {
        return Limb.ALL.stream()
                .flatMap(limb -> anatomy.roots(limb.region()).stream()
                        .filter(root -> findings.weakIn(limb).stream()
                                .anyMatch(finding -> finding.movement().hasRoot(root)))
                        .map(root -> judge(limb, root)))
                .toList();
    }

    private Judgement judge(Limb limb, String root) {
        Predicate<Finding> ofRoot =
                finding -> finding.isIn(limb) && finding.movement().hasRoot(root);
        List<Finding> weak = findings.where(ofRoot.and(Finding::isWeak));
        List<Finding> outside = findings.where(ofRoot.negate().and(Finding::isWeak));
        List<Finding> strong = findings.where(ofRoot.and(finding -> !finding.isWeak()));
        Evidence evidence = new Evidence(
                        PatternId.of(CODE, limb.side(), root),
                        weak,
                        Stream.concat(outside.stream(), strong.stream()).toList())
                .refutedIf(!outside.isEmpty(), "Movements are weak that " + root + " does not supply.")
                .refutedIf(
                        !isKeyWeak(weak, root) && !Findings.isAtLeastHalf(weak, findings.where(ofRoot)),
                        "The key movement of " + root + " is not weak, and most movements of " + root + " are strong.")
                .needsElseRefuted(
                        nerves.differ(weak, nerves::named),
                        "The weak movements of " + root + " have one nerve in common.",
                        () -> findings.untested(
                                limb,
                                movement -> movement.hasRoot(root)
                                        && weak.stream()
                                                .anyMatch(finding ->
                                                        nerves.areApart(finding.movement(), movement, nerves::named))))
                .needs(
                        findings.normalIn(limb).stream()
                                .anyMatch(finding -> !finding.movement().hasRoot(root)),
                        "No movement without " + root + " is known to be strong.",
                        () -> findings.untested(
                                limb,
                                movement -> anatomy.neighbours(limb.region(), root).stream()
                                        .anyMatch(beside -> tells(movement, beside, root))));
        anatomy.neighbours(limb.region(), root).forEach(beside -> tellFrom(evidence, limb, root, beside, weak));
        return evidence.judge();
    }

    private static boolean isKeyWeak(List<Finding> weak, String root) {
        return weak.stream().anyMatch(finding -> finding.movement().keyRoots().contains(root));
    }

    /** Where no movement has the root beside it without this one, both are named, and the exam cannot help it. */
    private void tellFrom(Evidence evidence, Limb limb, String root, String beside, List<Finding> weak) {
        boolean told = weak.stream().anyMatch(finding -> !finding.movement().hasRoot(beside))
                || findings.normalIn(limb).stream().anyMatch(finding -> tells(finding.movement(), beside, root))
                || anatomy.movements(limb.region()).stream().noneMatch(movement -> tells(movement, beside, root));
        evidence.needs(
                told,
                root + " cannot be told from " + beside + ".",
                () -> findings.untested(limb, movement -> tells(movement, beside, root)));
    }

    private static boolean tells(Movement movement, String one, String other) {
        return movement.hasRoot(one) && !movement.hasRoot(other);
    }
}
