package org.myotome.pages;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptPropertyComponent;
import org.myotome.guide.Guide;

/** Why a rule exists, and how to comply: what the code system {@code validation-rule} says. */
final class ValidationRules {

    private static final String SYSTEM = Guide.BASE + "/CodeSystem/validation-rule";

    private final Map<String, ConceptDefinitionComponent> concepts;

    ValidationRules(Guide guide) {
        concepts = guide.find(CodeSystem.class, SYSTEM).stream()
                .flatMap(system -> system.getConcept().stream())
                .collect(Collectors.toMap(ConceptDefinitionComponent::getCode, Function.identity()));
    }

    /** @param code such as {@code myo-3}; of one that is no rule of the server, all words are empty */
    Rule of(String code) {
        ConceptDefinitionComponent concept = concepts.get(code);
        return concept == null
                ? new Rule("", "", "")
                : new Rule(concept.getDisplay(), concept.getDefinition(), fix(concept));
    }

    private static String fix(ConceptDefinitionComponent concept) {
        return concept.getProperty().stream()
                .filter(property -> property.getCode().equals("fix"))
                .map(ConceptPropertyComponent::getValue)
                .map(value -> value.primitiveValue())
                .findFirst()
                .orElse("");
    }

    /** What a rule demands, why, and what to do. */
    record Rule(String words, String reason, String fix) {}
}
