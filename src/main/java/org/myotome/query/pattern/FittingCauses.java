package org.myotome.query.pattern;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Coding;
import org.myotome.guide.CausesOfWeakness;
import org.myotome.guide.Guide;

/** Which causes act at which level of the motor system, as CodeSystem {@code cause-of-weakness} says. */
final class FittingCauses {

    private static final String LEVELS = Guide.BASE + "/CodeSystem/lesion-level";
    private static final String GROUPS = Guide.BASE + "/CodeSystem/cause-group";

    private final Map<String, Level> levels = new LinkedHashMap<>();

    /**
     * @param groups of the causes, in the order of their code system
     * @param causes in the order of their names: nothing is said of how likely they are
     */
    record Level(Coding level, List<Coding> groups, List<Coding> causes) {}

    FittingCauses(Guide guide) {
        List<ConceptDefinitionComponent> causes =
                concepts(guide, CausesOfWeakness.SYSTEM).toList();
        concepts(guide, LEVELS).forEach(level -> {
            List<ConceptDefinitionComponent> fitting = causes.stream()
                    .filter(cause -> values(cause, "lesion-level").anyMatch(level.getCode()::equals))
                    .toList();
            List<Coding> names = new ArrayList<>(fitting.stream()
                    .map(cause -> new Coding(CausesOfWeakness.SYSTEM, cause.getCode(), cause.getDisplay()))
                    .toList());
            names.sort(java.util.Comparator.comparing(Coding::getDisplay));
            List<Coding> groups = concepts(guide, GROUPS)
                    .filter(group -> fitting.stream()
                            .anyMatch(cause -> values(cause, "group").anyMatch(group.getCode()::equals)))
                    .map(group -> new Coding(GROUPS, group.getCode(), group.getDisplay()))
                    .toList();
            levels.put(
                    level.getCode(),
                    new Level(new Coding(LEVELS, level.getCode(), level.getDisplay()), groups, List.copyOf(names)));
        });
    }

    private static Stream<ConceptDefinitionComponent> concepts(Guide guide, String system) {
        return guide.find(CodeSystem.class, system).orElseThrow().getConcept().stream();
    }

    private static Stream<String> values(ConceptDefinitionComponent concept, String property) {
        return concept.getProperty().stream()
                .filter(stated -> stated.getCode().equals(property))
                .map(stated -> stated.getValue().primitiveValue());
    }

    /** The levels, in the order of their code system: from the brain to the muscle. */
    List<Level> of(List<String> codes) {
        return levels.entrySet().stream()
                .filter(entry -> codes.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
