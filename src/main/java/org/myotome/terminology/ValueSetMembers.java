package org.myotome.terminology;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.jspecify.annotations.Nullable;
import org.myotome.RequestProblem;
import org.myotome.guide.GuideException;

/** The members of value sets, those that they import included. Each is worked out once. Safe for threads. */
final class ValueSetMembers {

    private final Terminology terminology;
    private final ValueSetImports imports;
    private final Set<ValueSet> trusted;
    private final Map<ValueSet, Expansion> known = new ConcurrentHashMap<>();

    /** @param trusted the value sets of the guide, which people have reviewed */
    ValueSetMembers(Terminology terminology, Set<ValueSet> trusted) {
        this.terminology = terminology;
        this.imports = new ValueSetImports(terminology);
        this.trusted = trusted;
    }

    Set<ValueSet> trusted() {
        return trusted;
    }

    /** @throws GuideException if a value set of the guide cannot be expanded */
    void check(ValueSet valueSet) {
        blaming(valueSet, () -> of(valueSet));
    }

    /** All members. */
    Expansion of(ValueSet valueSet) {
        return of(valueSet, new LinkedHashSet<>());
    }

    /** The member with this code, if it is one. Quick even where the value set has more codes than could be listed. */
    Optional<ExpansionMember> find(ValueSet valueSet, SoughtCode code) {
        return find(valueSet, code, null);
    }

    /** @param version of the code system, where a value set draws on several; any if null */
    Optional<ExpansionMember> find(ValueSet valueSet, SoughtCode code, @Nullable String version) {
        var whole = known.get(valueSet);
        return whole != null && code.version() == null
                ? whole.find(code.system(), code.code(), version).or(() -> inOtherCase(whole, code, version))
                : only(code, valueSet, new LinkedHashSet<>())
                        .members()
                        .filter(member -> member.isOf(version))
                        .findFirst();
    }

    /** The code systems that a value set draws on, those of imported value sets included. */
    Set<String> systems(ValueSet valueSet) {
        var whole = known.get(valueSet);
        return whole != null
                ? whole.systems()
                : places(valueSet).stream()
                        .map(ConceptSetComponent::getSystem)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Where a value set draws on code systems, those of imported value sets included. */
    List<ConceptSetComponent> places(ValueSet valueSet) {
        return imports.places(valueSet);
    }

    /** Whether a value set names codes of a system one by one wherever it draws on it, and so needs nothing else of it. */
    boolean lists(ValueSet valueSet, String system) {
        return systems(valueSet).contains(system)
                && places(valueSet).stream()
                        .filter(set -> system.equals(set.getSystem()))
                        .allMatch(ConceptSetComponent::hasConcept);
    }

    /** The systems of which the guide's value sets name codes one by one. */
    Set<String> listedSystems() {
        return trusted.stream()
                .flatMap(valueSet -> valueSet.getCompose().getInclude().stream())
                .filter(ConceptSetComponent::hasConcept)
                .map(ConceptSetComponent::getSystem)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Optional<ExpansionMember> inOtherCase(Expansion whole, SoughtCode code, @Nullable String version) {
        return terminology
                .systems()
                .newest(code.system(), version)
                .flatMap(system -> system.find(code.code()))
                .flatMap(concept -> whole.find(code.system(), concept.getCode(), version));
    }

    private Expansion of(ValueSet valueSet, Set<ValueSet> importers) {
        var worked = known.get(valueSet);
        if (worked != null) {
            return worked;
        }
        enter(valueSet, importers);
        var expansion = ExpansionComposer.whole(
                        terminology,
                        (importer, canonical) -> of(imports.imported(importer, canonical), importers),
                        trusted.contains(valueSet))
                .compose(valueSet);
        importers.remove(valueSet);
        // What a client sent to be expanded itself is not kept: it would stay for ever.
        if (terminology.valueSets().holds(valueSet)) {
            known.put(valueSet, expansion);
        }
        return expansion;
    }

    private Expansion only(SoughtCode code, ValueSet valueSet, Set<ValueSet> importers) {
        enter(valueSet, importers);
        var expansion = ExpansionComposer.only(
                        code,
                        terminology,
                        (importer, canonical) -> only(code, imports.imported(importer, canonical), importers))
                .compose(valueSet);
        importers.remove(valueSet);
        return expansion;
    }

    private void enter(ValueSet valueSet, Set<ValueSet> importers) {
        if (!importers.add(valueSet)) {
            var circle = Stream.concat(importers.stream(), Stream.of(valueSet))
                    .map(CodeWords::name)
                    .toList();
            throw TerminologyProblem.worded(
                    RequestProblem.unprocessable(
                            IssueType.PROCESSING,
                            "it imports itself: " + String.join(" > ", circle) + ". Take one of these imports out."),
                    "vs-invalid",
                    new CodeText(
                            "VALUESET_CIRCULAR_REFERENCE",
                            "Cyclic reference detected when including " + CodeWords.name(valueSet) + " via " + circle));
        }
    }

    static <R> R blaming(MetadataResource artefact, Supplier<R> work) {
        try {
            return work.get();
        } catch (BaseServerResponseException e) {
            throw new GuideException(
                    artefact.fhirType() + "-" + artefact.getIdElement().getIdPart() + ".json", e.getMessage(), e);
        }
    }
}
