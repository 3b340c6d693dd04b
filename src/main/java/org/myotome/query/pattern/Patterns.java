package org.myotome.query.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges every distribution that some weak movement of an exam speaks for. */
final class Patterns {

    private Patterns() {}

    static PatternResult judge(Findings findings) {
        if (findings.weak().isEmpty()) {
            boolean enough = Limb.ALL.stream().allMatch(findings::isTested);
            return new PatternResult(enough ? Outcome.NO_WEAKNESS : Outcome.NOT_ENOUGH_GRADES, List.of());
        }
        List<Judgement> judgements = new ArrayList<>(Stream.of(
                        new LimbPatterns(findings).judge(),
                        new SymmetricPatterns(findings).judge(),
                        new RootPattern(findings).judge(),
                        new NervePattern(findings).judge(),
                        new PlexusPattern(findings).judge())
                .flatMap(List::stream)
                .toList());
        mixed(findings, judgements).ifPresent(judgements::add);
        return new PatternResult(outcome(judgements), judgements);
    }

    private static Outcome outcome(List<Judgement> judgements) {
        if (judgements.stream().anyMatch(Judgement::isCompatible)) {
            return Outcome.PATTERNS;
        }
        return judgements.stream().anyMatch(judgement -> judgement.verdict() == Verdict.CANNOT_BE_TOLD)
                ? Outcome.NOT_ENOUGH_GRADES
                : Outcome.NO_PATTERN;
    }

    /** What is left: several nerves, and nothing else that accounts for them. */
    private static Optional<Judgement> mixed(Findings findings, List<Judgement> others) {
        Nerves nerves = findings.anatomy().nerves();
        if (!nerves.differ(findings.weak(), nerves::trunk) && !isOnTwoSides(findings)) {
            return Optional.empty();
        }
        List<Judgement> open = others.stream()
                .filter(other -> other.verdict() == Verdict.CANNOT_BE_TOLD)
                .toList();
        return Optional.of(new Evidence(PatternId.of("mixed"), findings.weak(), List.of())
                .refutedIf(
                        others.stream().anyMatch(Judgement::isCompatible),
                        "Another distribution accounts for all that is weak.")
                .needs(
                        open.isEmpty(),
                        "Whether another distribution accounts for it cannot be told.",
                        () -> open.stream()
                                .flatMap(other -> other.missing().stream())
                                .toList())
                .judge());
    }

    private static boolean isOnTwoSides(Findings findings) {
        return Limb.SIDES.stream()
                .allMatch(side -> findings.weak().stream().anyMatch(finding -> finding.side() == side));
    }
}
