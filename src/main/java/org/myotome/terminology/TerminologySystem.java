package org.myotome.terminology;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.myotome.RequestProblem;

/**
 * A code system, indexed by code.
 *
 * @param all every concept as an expansion
 */
record TerminologySystem(CodeSystem source, Map<String, ConceptDefinitionComponent> concepts, Expansion all) {

    /** Refuses nested concepts: {@code $subsumes} and the filters are right for flat systems only. */
    static TerminologySystem of(CodeSystem source) {
        source.getConcept().stream()
                .filter(ConceptDefinitionComponent::hasConcept)
                .findFirst()
                .ifPresent(parent -> {
                    throw RequestProblem.unprocessable("Concept " + parent.getCode() + " of " + source.getUrl()
                            + " has child concepts. Code systems must be flat here.");
                });
        Map<String, ConceptDefinitionComponent> concepts = source.getConcept().stream()
                .collect(Collectors.toMap(
                        ConceptDefinitionComponent::getCode, Function.identity(), (a, b) -> a, LinkedHashMap::new));
        var all = Expansion.of(concepts.values().stream().map(concept -> Expansion.member(source.getUrl(), concept)));
        return new TerminologySystem(source, concepts, all);
    }

    String url() {
        return source.getUrl();
    }

    String version() {
        return source.getVersion();
    }

    Optional<ConceptDefinitionComponent> find(String code) {
        return Optional.ofNullable(concepts.get(code));
    }

    /** As {@link #find}, but an unknown code is 404. */
    ConceptDefinitionComponent required(String code) {
        return find(code)
                .orElseThrow(() -> RequestProblem.notFound("Code \"" + code + "\" is not in " + url()
                        + " version " + version() + ". Its codes are: " + String.join(", ", concepts.keySet())
                        + "."));
    }
}
