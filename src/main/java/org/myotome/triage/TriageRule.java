package org.myotome.triage;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptPropertyComponent;
import org.jspecify.annotations.Nullable;

/**
 * One concept of CodeSystem {@code triage-rule}.
 *
 * @param level what the rule calls for; empty for a remark, which calls for nothing
 * @param expression FHIRPath that selects the answers that fire the rule
 * @param questions the linkIds of the questions that it looks at
 * @param source the page that was read
 */
record TriageRule(
        String code,
        String statement,
        Optional<TriageLevel> level,
        String expression,
        Set<String> questions,
        String source) {

    static TriageRule of(ConceptDefinitionComponent concept, List<TriageLevel> levels) {
        return new TriageRule(
                concept.getCode(),
                concept.getDisplay(),
                properties(concept, "level").findFirst().map(code -> level(concept, code, levels)),
                required(concept, "expression"),
                Set.copyOf(properties(concept, "question").toList()),
                required(concept, "source"));
    }

    /** Whether it could raise a level that the other rules have given. */
    boolean isAbove(@Nullable TriageLevel other) {
        return level.filter(own -> other == null || own.urgency() > other.urgency())
                .isPresent();
    }

    private static TriageLevel level(ConceptDefinitionComponent concept, String code, List<TriageLevel> levels) {
        return levels.stream()
                .filter(level -> level.code().equals(code))
                .findFirst()
                .orElseThrow(() -> Triage.refuse(concept.getCode(), "level " + code + " is not in triage-level"));
    }

    private static String required(ConceptDefinitionComponent concept, String property) {
        return properties(concept, property)
                .findFirst()
                .orElseThrow(() -> Triage.refuse(concept.getCode(), "property " + property + " is missing"));
    }

    private static Stream<String> properties(ConceptDefinitionComponent concept, String name) {
        return concept.getProperty().stream()
                .filter(property -> property.getCode().equals(name))
                .map(ConceptPropertyComponent::getValue)
                .map(value -> value.primitiveValue());
    }
}
