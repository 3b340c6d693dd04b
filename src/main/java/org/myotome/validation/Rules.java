package org.myotome.validation;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.myotome.guide.Guide;

/** The rules of CodeSystem {@code validation-rule}: their wording and remedy are terminology, not code. */
final class Rules {

    private static final String SYSTEM = Guide.BASE + "/CodeSystem/validation-rule";

    private final List<ConceptDefinitionComponent> concepts;

    Rules(Guide guide) {
        concepts =
                guide.find(CodeSystem.class, SYSTEM).map(CodeSystem::getConcept).orElse(List.of());
    }

    static Finding.Rule own(String id) {
        return new Finding.Rule(SYSTEM, id);
    }

    boolean has(String id) {
        return concepts.stream().anyMatch(concept -> concept.getCode().equals(id));
    }

    /**
     * What the sender does when the rule is broken.
     *
     * @throws IllegalArgumentException for a rule that the code system does not hold
     */
    String fix(String id) {
        return properties(id, "fix")
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Rule " + id + " has no fix"));
    }

    /** The elements that a rule about a whole resource looks at; empty if its path says enough. */
    List<String> about(String id) {
        return properties(id, "about").toList();
    }

    /** What may be sent; the words of the rule themselves where they say it. */
    String allowed(String id) {
        return properties(id, "allowed").findFirst().orElseGet(() -> statement(id));
    }

    String statement(String id) {
        return concept(id).getDisplay();
    }

    private Stream<String> properties(String id, String name) {
        return concept(id).getProperty().stream()
                .filter(property -> property.getCode().equals(name))
                .map(property -> property.getValue().primitiveValue());
    }

    private ConceptDefinitionComponent concept(String id) {
        return concepts.stream()
                .filter(concept -> concept.getCode().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No rule " + id + " in " + SYSTEM));
    }
}
