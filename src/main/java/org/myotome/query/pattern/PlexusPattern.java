package org.myotome.query.pattern;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.myotome.strength.SidedMovement;

/** A single plexus or trunk: what is weak comes from it by several nerves, and what does not come from it is strong. */
final class PlexusPattern {

    private static final String CODE = "single-plexus";

    private final Findings findings;
    private final Nerves nerves;

    PlexusPattern(Findings findings) {
        this.findings = findings;
        this.nerves = findings.anatomy().nerves();
    }

    List<Judgement> judge() {
        return Limb.ALL.stream()
                .flatMap(limb -> findings.anatomy().plexuses().stream()
                        .filter(plexus ->
                                findings.weakIn(limb).stream().anyMatch(finding -> plexus.isCore(finding.movement())))
                        .map(plexus -> judge(limb, plexus)))
                .toList();
    }

    private Judgement judge(Limb limb, Plexus plexus) {
        Predicate<Finding> supplied = finding -> finding.isIn(limb) && plexus.supplies(finding.movement());
        List<Finding> core = core(limb, plexus);
        List<Finding> weakCore = core.stream().filter(Finding::isWeak).toList();
        List<Finding> outside = findings.where(supplied.negate().and(Finding::isWeak));
        Evidence evidence = new Evidence(
                        PatternId.of(CODE, limb.side(), plexus.code()),
                        findings.where(supplied.and(Finding::isWeak)),
                        Stream.concat(outside.stream(), core.stream().filter(finding -> !finding.isWeak()))
                                .toList())
                .refutedIf(!outside.isEmpty(), "Movements are weak that it does not supply.")
                .refutedIf(!Findings.isAtLeastHalf(weakCore, core), "Most movements that only it supplies are strong.")
                .needsElseRefuted(
                        nerves.differ(weakCore, nerves::trunk),
                        "The weak movements have one nerve in common.",
                        () -> apart(limb, plexus, weakCore));
        if (plexus.halves().isEmpty()) {
            evidence.needs(
                    findings.normalIn(limb).stream().anyMatch(finding -> !plexus.isCore(finding.movement())),
                    "No other movement of the limb is known to be strong.",
                    () -> findings.untested(limb, movement -> !plexus.supplies(movement)));
        } else {
            plexus.halves()
                    .forEach(half ->
                            requireHalf(evidence, limb, findings.anatomy().plexus(half)));
            requireOtherLimb(evidence, limb);
        }
        return evidence.judge();
    }

    private List<Finding> core(Limb limb, Plexus plexus) {
        return findings.where(finding -> finding.isIn(limb) && plexus.isCore(finding.movement()));
    }

    private List<SidedMovement> apart(Limb limb, Plexus plexus, List<Finding> weak) {
        return findings.untested(
                limb,
                movement -> plexus.isCore(movement)
                        && weak.stream()
                                .anyMatch(finding -> nerves.areApart(finding.movement(), movement, nerves::trunk)));
    }

    private void requireHalf(Evidence evidence, Limb limb, Plexus half) {
        List<Finding> core = core(limb, half);
        List<Finding> weak = core.stream().filter(Finding::isWeak).toList();
        evidence.refutedIf(
                !core.isEmpty() && (weak.isEmpty() || !Findings.isAtLeastHalf(weak, core)),
                "The " + half.display() + " is not affected.");
        evidence.needs(
                !core.isEmpty(),
                "Nothing was tested that only the " + half.display() + " supplies.",
                () -> findings.untested(limb, half::isCore));
    }

    /** A whole limb is weak: that it is the plexus and no more, only another limb tells. */
    private void requireOtherLimb(Evidence evidence, Limb limb) {
        List<Limb> others = Limb.ALL.stream()
                .filter(other -> !other.equals(limb))
                .filter(other -> other.side() == limb.side() || other.region() == limb.region())
                .toList();
        evidence.needs(
                others.stream().allMatch(findings::isTested),
                "The other limb of the side, and the same limb of the other side, must be known to be strong.",
                () -> findings.screening(others.stream().filter(other -> !findings.isTested(other))));
    }
}
