package org.myotome.terminology;

import java.util.Comparator;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.jspecify.annotations.Nullable;

/**
 * Finds the version of the code system by which a coding is judged, and judges the versions that the coding, the value set and
 * the request name against each other: the same code may mean something else in another release.
 */
record VersionJudge(Terminology terminology, Optional<ValueSet> valueSet, Coding coding, CodeIssues issues) {

    /**
     * What counts.
     *
     * @param system    empty if it is not held
     * @param undecided whether the value set asks for a version that is not held, so that nobody knows its codes
     */
    record Judged(Optional<TerminologySystem> system, boolean undecided) {}

    Judged judge() {
        if (!coding.hasSystem()) {
            return new Judged(Optional.empty(), false);
        }
        var place = valueSet.flatMap(this::place);
        var judged = place.isPresent() && terminology.systems().holds(coding.getSystem())
                ? at(terminology
                        .systems()
                        .choose(coding.getSystem(), place.get().getVersion()))
                : new Judged(alone(), false);
        judged.system().flatMap(terminology.systems()::refusal).ifPresent(this::refuse);
        return judged;
    }

    /**
     * The part of the value set that the code comes from, if it does. Of several versions that counts which the coding says,
     * else one that has the code, else one that has its display too, else the newest.
     */
    private Optional<ConceptSetComponent> place(ValueSet set) {
        var places = terminology.members().places(set).stream()
                .filter(place -> coding.getSystem().equals(place.getSystem()))
                .filter(place -> !place.hasConcept()
                        || place.getConcept().stream()
                                .anyMatch(listed -> listed.getCode().equals(coding.getCode())))
                .toList();
        if (places.size() < 2) {
            return places.stream().findFirst();
        }
        return places.stream()
                .map(place -> new Place(place, terminology.systems().newest(place.getSystem(), place.getVersion())))
                .max(Comparator.comparing(this::allowsVersion)
                        .thenComparing(this::hasCode)
                        .thenComparing(this::hasDisplay)
                        .thenComparing(Place::version, TerminologyVersions.OLDEST_FIRST))
                .map(Place::set);
    }

    /** A part of a value set, and the code system that it draws on, if that is held. */
    private record Place(ConceptSetComponent set, Optional<TerminologySystem> system) {

        String version() {
            return String.valueOf(system.map(TerminologySystem::version).orElse(null));
        }
    }

    private boolean allowsVersion(Place place) {
        return !coding.hasVersion()
                || terminology
                        .systems()
                        .choose(coding.getSystem(), place.set().getVersion())
                        .allows(coding.getVersion());
    }

    private Optional<ConceptDefinitionComponent> concept(Place place) {
        return place.system().flatMap(held -> held.find(String.valueOf(coding.getCode())));
    }

    private boolean hasCode(Place place) {
        return concept(place).isPresent();
    }

    private boolean hasDisplay(Place place) {
        return coding.hasDisplay()
                && concept(place).stream()
                        .flatMap(concept -> ExpansionMember.of(place.system().orElseThrow(), concept)
                                .names())
                        .anyMatch(name -> CodeWords.same(name.text(), coding.getDisplay()));
    }

    private Optional<TerminologySystem> alone() {
        return terminology.systems().newest(coding.getSystem(), coding.getVersion());
    }

    private Judged at(VersionChoice choice) {
        var used = terminology.systems().held(choice, coding.getVersion());
        var own = coding.hasVersion()
                ? terminology.systems().exactly(coding.getSystem(), coding.getVersion())
                : Optional.<TerminologySystem>empty();
        compare(choice, used.map(TerminologySystem::version).orElse(null));
        if (coding.hasVersion() && own.isEmpty()) {
            issues.addUnknownVersion(terminology, coding.getSystem(), coding.getVersion());
        }
        if (used.isEmpty() && !String.valueOf(choice.wanted()).equals(coding.getVersion())) {
            issues.addUnknownVersion(terminology, coding.getSystem(), choice.wanted());
        }
        return new Judged(
                used.or(() -> own).or(() -> terminology.systems().newest(coding.getSystem(), null)), used.isEmpty());
    }

    private void compare(VersionChoice choice, @Nullable String used) {
        var sent = coding.getVersion();
        if (sent == null || sent.equals(used) || used == null && choice.allows(sent)) {
            return;
        }
        issues.add(
                choice.wanted() == null ? IssueSeverity.WARNING : IssueSeverity.ERROR,
                IssueType.INVALID,
                "vs-invalid",
                "version",
                CodeWords.otherVersion(choice, used, sent),
                "Send a code of the version that the value set is made of, or leave the version out.");
    }

    private void refuse(String words) {
        issues.add(
                IssueSeverity.ERROR,
                IssueType.EXCEPTION,
                "version-error",
                "version",
                new CodeText("VALUESET_VERSION_CHECK", words),
                "Send check-system-version with the version that is used, or leave it out.");
    }
}
