package org.myotome.query.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.myotome.strength.Side;

/** One side, one limb, both legs, all four limbs: which limbs are weak as a whole, and which are not weak at all. */
final class LimbPatterns {

    private final Findings findings;

    LimbPatterns(Findings findings) {
        this.findings = findings;
    }

    List<Judgement> judge() {
        List<Judgement> judgements = new ArrayList<>();
        Limb.SIDES.forEach(
                side -> add(judgements, PatternId.of("one-sided", side), limbs(Optional.of(side), Optional.empty())));
        add(judgements, PatternId.of("both-legs"), limbs(Optional.empty(), Optional.of(Region.LEG)));
        add(judgements, PatternId.of("all-four-limbs"), Limb.ALL);
        Limb.ALL.stream()
                .filter(limb -> !findings.weakIn(limb).isEmpty())
                .map(this::oneLimb)
                .forEach(judgements::add);
        return judgements;
    }

    private static List<Limb> limbs(Optional<Side> side, Optional<Region> region) {
        return Limb.ALL.stream()
                .filter(limb -> side.map(one -> limb.side() == one).orElse(true))
                .filter(limb -> region.map(one -> limb.region() == one).orElse(true))
                .toList();
    }

    private void add(List<Judgement> judgements, PatternId pattern, List<Limb> weak) {
        if (weak.stream().anyMatch(limb -> !findings.weakIn(limb).isEmpty())) {
            judgements.add(evidence(pattern, weak).judge());
        }
    }

    /** @param weak the limbs that must be weak; no other may be */
    private Evidence evidence(PatternId pattern, List<Limb> weak) {
        List<Limb> strong =
                Limb.ALL.stream().filter(limb -> !weak.contains(limb)).toList();
        List<Finding> against = new ArrayList<>(in(strong, true));
        against.addAll(in(weak, false));
        Evidence evidence = new Evidence(pattern, in(weak, true), against);
        for (Limb limb : weak) {
            evidence.refutedIf(
                    findings.isTested(limb) && !findings.isAffected(limb),
                    "The " + limb + " is not weak, or only in a small part.");
            evidence.needs(findings.isTested(limb), "The " + limb + " was not tested.", () -> findings.screening(limb));
        }
        for (Limb limb : strong) {
            evidence.refutedIf(!findings.weakIn(limb).isEmpty(), "The " + limb + " has weak movements as well.");
            evidence.needs(findings.isTested(limb), "The " + limb + " was not tested.", () -> findings.screening(limb));
        }
        return evidence;
    }

    /** A whole limb is weak near the trunk and away from it; otherwise a root, a plexus or a nerve says more. */
    private Judgement oneLimb(Limb limb) {
        PatternId pattern = PatternId.of("one-limb", limb.side(), limb.region().word());
        Evidence evidence = evidence(pattern, List.of(limb));
        for (Part part : List.of(Part.PROXIMAL, Part.DISTAL)) {
            String name = part.name().toLowerCase(Locale.ROOT) + " movements of the " + limb;
            List<Finding> tested = findings.where(
                    finding -> finding.isIn(limb) && finding.movement().part() == part);
            List<Finding> weak = tested.stream().filter(Finding::isWeak).toList();
            evidence.refutedIf(
                    !tested.isEmpty() && !Findings.isAtLeastHalf(weak, tested), "Most " + name + " are strong.");
            evidence.needs(
                    !tested.isEmpty(),
                    "No " + name + " were tested.",
                    () -> findings.untested(limb, movement -> movement.part() == part));
        }
        return evidence.judge();
    }

    private List<Finding> in(List<Limb> limbs, boolean weak) {
        return findings.where(
                finding -> finding.isWeak() == weak && limbs.stream().anyMatch(finding::isIn));
    }
}
