package org.myotome.terminology;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.FilterOperator;
import org.myotome.RequestProblem;
import org.myotome.guide.Guide;
import org.myotome.guide.GuideException;

/**
 * Myotome's code systems, value sets and concept maps, worked out once at the start and answered from memory.
 * Immutable, safe for threads. It knows no hierarchy: its code systems are flat, and systems that it does not hold
 * (SNOMED CT, MDC) exist only as far as value sets list their codes.
 */
final class Terminology {

    private final TerminologyHoldings<CodeSystem> codeSystems;
    private final TerminologyHoldings<ValueSet> valueSets;
    private final TerminologyHoldings<ConceptMap> conceptMaps;
    private final Map<String, TerminologySystem> systems = new LinkedHashMap<>();
    private final Map<String, Expansion> expansions = new HashMap<>();
    private final TerminologyMappings mappings;

    /** @throws GuideException if a value set cannot be expanded or a map cannot be followed */
    Terminology(List<CodeSystem> codeSystems, List<ValueSet> valueSets, List<ConceptMap> conceptMaps) {
        this.codeSystems = new TerminologyHoldings<>(CodeSystem.class, "version", codeSystems);
        this.valueSets = new TerminologyHoldings<>(ValueSet.class, "valueSetVersion", valueSets);
        this.conceptMaps = new TerminologyHoldings<>(ConceptMap.class, "conceptMapVersion", conceptMaps);
        codeSystems.forEach(
                system -> systems.put(system.getUrl(), blaming(system, () -> TerminologySystem.of(system))));
        valueSets.forEach(valueSet -> expand(valueSet, new LinkedHashSet<>()));
        mappings = new TerminologyMappings(conceptMaps.stream()
                .flatMap(map -> blaming(map, () -> TerminologyMapping.of(map)).stream()));
    }

    static Terminology of(Guide guide) {
        return new Terminology(guide.all(CodeSystem.class), guide.all(ValueSet.class), guide.all(ConceptMap.class));
    }

    TerminologyHoldings<CodeSystem> codeSystems() {
        return codeSystems;
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

    /** The code system of a coding, in the version that it names if it names one; one that is not held is 404. */
    TerminologySystem system(Coding coding) {
        var version = Optional.ofNullable(coding.getVersion());
        return systems.get(codeSystems.byCanonical(coding.getSystem(), version).getUrl());
    }

    /** A code system that is held, or one that a client sent along. */
    TerminologySystem system(CodeSystem source) {
        var held = systems.get(source.getUrl());
        return held != null && held.source() == source ? held : TerminologySystem.of(source);
    }

    /** A code of a system that is not held may name any version: nothing here can tell. */
    void requireVersion(Coding coding) {
        if (systems.containsKey(coding.getSystem())) {
            system(coding);
        }
    }

    /** The members of a value set that is held, or of one that a client sent along. */
    Expansion expansion(ValueSet valueSet) {
        if (valueSets.find(valueSet.getUrl()).orElse(null) == valueSet) {
            return expansions.get(valueSet.getUrl());
        }
        refuseRegex(valueSet);
        return new ExpansionComposer(systems, this::imported).compose(valueSet);
    }

    /** The held code systems that an expansion draws on, as {@code url|version}. */
    Stream<String> versions(Expansion expansion) {
        return expansion.systems().stream()
                .filter(systems::containsKey)
                .map(url -> url + "|" + systems.get(url).version());
    }

    /** A pattern can be written so that matching takes for ever; the guide's own are reviewed, a client's are not. */
    private static void refuseRegex(ValueSet sent) {
        Stream.concat(sent.getCompose().getInclude().stream(), sent.getCompose().getExclude().stream())
                .flatMap(set -> set.getFilter().stream())
                .filter(filter -> filter.getOp() == FilterOperator.REGEX)
                .findAny()
                .ifPresent(filter -> {
                    throw RequestProblem.unprocessable("Filter operator \"regex\" is not allowed in a value set "
                            + "that is sent along. Use =, in, not-in or exists, or list the codes.");
                });
    }

    private Expansion imported(String canonical) {
        return expansions.get(valueSets.byCanonical(canonical, Optional.empty()).getUrl());
    }

    private Expansion expand(ValueSet valueSet, Set<String> importers) {
        var known = expansions.get(valueSet.getUrl());
        if (known != null) {
            return known;
        }
        if (!importers.add(valueSet.getUrl())) {
            throw new GuideException(fileName(valueSet), "it imports itself: " + String.join(" > ", importers));
        }
        var composer = new ExpansionComposer(
                systems, canonical -> expand(valueSets.byCanonical(canonical, Optional.empty()), importers));
        var expansion = blaming(valueSet, () -> composer.compose(valueSet));
        expansions.put(valueSet.getUrl(), expansion);
        importers.remove(valueSet.getUrl());
        return expansion;
    }

    private static <R> R blaming(MetadataResource artefact, Supplier<R> work) {
        try {
            return work.get();
        } catch (BaseServerResponseException e) {
            throw new GuideException(fileName(artefact), e.getMessage(), e);
        }
    }

    private static String fileName(MetadataResource artefact) {
        return artefact.fhirType() + "-" + artefact.getIdElement().getIdPart() + ".json";
    }
}
