package org.myotome.terminology;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ValueSet;
import org.myotome.AddedTerminology;
import org.myotome.guide.Guide;

/**
 * The code systems, value sets and concept maps that an answer may draw on: Myotome's own in memory, those that a request
 * brings along, and those that users added to the database. Systems that are not held (SNOMED CT and MDC, unless added)
 * exist only as far as value sets list their codes. Safe for threads.
 */
final class Terminology {

    private final HeldSystems systems;
    private final TerminologyHoldings<ValueSet> valueSets;
    private final TerminologyHoldings<ConceptMap> conceptMaps;
    private final Supplements supplements;
    private final TerminologyMappings mappings;
    private final ValueSetMembers members;

    private Terminology(
            HeldSystems systems,
            TerminologyHoldings<ValueSet> valueSets,
            TerminologyHoldings<ConceptMap> conceptMaps,
            Supplements supplements,
            TerminologyMappings mappings,
            Set<ValueSet> trusted) {
        this.systems = systems;
        this.valueSets = valueSets;
        this.conceptMaps = conceptMaps;
        this.supplements = supplements;
        this.mappings = mappings;
        this.members = new ValueSetMembers(this, trusted);
    }

    /**
     * Works everything out, so that a fault stops the start.
     *
     * @throws org.myotome.guide.GuideException if a value set cannot be expanded or a map cannot be followed
     */
    static Terminology of(
            List<CodeSystem> codeSystems,
            List<ValueSet> valueSets,
            List<ConceptMap> conceptMaps,
            Optional<AddedTerminology> added,
            CoreTerms core) {
        var terminology = new Terminology(
                new HeldSystems(
                        new TerminologyHoldings<>(CodeSystem.class, "version", codeSystems).before(core::codeSystem),
                        added,
                        TerminologyVersions.NONE),
                new TerminologyHoldings<>(ValueSet.class, "valueSetVersion", valueSets).before(core::valueSet),
                new TerminologyHoldings<>(ConceptMap.class, "conceptMapVersion", conceptMaps),
                Supplements.of(List.of()),
                new TerminologyMappings(conceptMaps.stream()
                        .flatMap(map -> ValueSetMembers.blaming(map, () -> TerminologyMapping.of(map)).stream())),
                Set.copyOf(valueSets));
        valueSets.forEach(terminology.members::check);
        return terminology;
    }

    static Terminology of(
            List<CodeSystem> codeSystems,
            List<ValueSet> valueSets,
            List<ConceptMap> conceptMaps,
            Optional<AddedTerminology> added) {
        return of(codeSystems, valueSets, conceptMaps, added, CoreTerms.NONE);
    }

    static Terminology of(Guide guide, Optional<AddedTerminology> added) {
        return of(
                guide.all(CodeSystem.class),
                guide.all(ValueSet.class),
                guide.all(ConceptMap.class),
                added,
                CoreTerms.of(guide.validationSupport()));
    }

    /** For one request: also what it brings along in {@code tx-resource}, and the versions that it wants. */
    Terminology with(TerminologyParameters in) {
        var wanted = TerminologyVersions.of(in);
        var sent = TxResources.of(in);
        var asked = in.texts("useSupplement");
        if (sent.isEmpty() && wanted.isEmpty() && asked.isEmpty() && !in.has(DefaultVersions.PARAMETER)) {
            return this;
        }
        return new Terminology(
                systems.with(sent.supplements().apply(asked, systems.inMemory().with(sent.codeSystems())), wanted),
                valueSets.with(sent.valueSets()).preferring(DefaultVersions.of(in)),
                conceptMaps.with(sent.conceptMaps()),
                sent.supplements(),
                mappings.with(sent.conceptMaps()),
                members.trusted());
    }

    /** With the supplements that a value set, or one that it imports, asks for. */
    Terminology with(ValueSet valueSet) {
        var required = Supplements.required(new ValueSetImports(this).used(valueSet).stream());
        return required.isEmpty()
                ? this
                : new Terminology(
                        systems.with(supplements.apply(required, systems.inMemory())),
                        valueSets,
                        conceptMaps,
                        supplements,
                        mappings,
                        members.trusted());
    }

    HeldSystems systems() {
        return systems;
    }

    TerminologyHoldings<ValueSet> valueSets() {
        return valueSets;
    }

    TerminologyHoldings<ConceptMap> conceptMaps() {
        return conceptMaps;
    }

    TerminologyMappings mappings() {
        return mappings;
    }

    Supplements supplements() {
        return supplements;
    }

    ValueSetMembers members() {
        return members;
    }
}
