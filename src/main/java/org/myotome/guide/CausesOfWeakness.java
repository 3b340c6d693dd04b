package org.myotome.guide;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptPropertyComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;

/**
 * Which causes of weakness a code stands for, as the ConceptMaps {@code cause-to-…} say. A code implies a cause that it
 * equals or that is more general; one that is more general than the cause (ICD-10-CM G71.01, Duchenne or Becker, for
 * Duchenne) does not. Immutable.
 */
public final class CausesOfWeakness {

    /** The CodeSystem of the causes. */
    public static final String SYSTEM = Guide.BASE + "/CodeSystem/cause-of-weakness";

    private static final String SOURCE = Guide.BASE + "/ValueSet/cause-of-weakness";
    private static final Set<ConceptMapEquivalence> SAME =
            Set.of(ConceptMapEquivalence.EQUAL, ConceptMapEquivalence.EQUIVALENT);
    private static final Set<ConceptMapEquivalence> IMPLYING = Set.of(
            ConceptMapEquivalence.EQUAL,
            ConceptMapEquivalence.EQUIVALENT,
            ConceptMapEquivalence.NARROWER,
            ConceptMapEquivalence.SPECIALIZES);

    private final Map<Code, Set<String>> causes = new HashMap<>();
    private final Map<String, List<ConceptPropertyComponent>> properties = new HashMap<>();

    public CausesOfWeakness(Guide guide) {
        guide.find(CodeSystem.class, SYSTEM).stream()
                .flatMap(system -> system.getConcept().stream())
                .forEach(cause -> {
                    add(new Code(SYSTEM, cause.getCode()), cause.getCode());
                    properties.put(cause.getCode(), cause.getProperty());
                });
        guide.all(ConceptMap.class).stream()
                .filter(map -> map.hasSourceCanonicalType()
                        && SOURCE.equals(map.getSourceCanonicalType().getValue()))
                .forEach(map -> {
                    lines(map, IMPLYING).forEach(line -> add(line.foreign(), line.cause()));
                    // Of two causes, too, one may be more general: the codes that mean the one imply the other.
                    lines(map, SAME)
                            .forEach(line -> causes.get(line.foreign())
                                    .forEach(implied -> add(new Code(SYSTEM, line.cause()), implied)));
                });
    }

    private void add(Code code, String cause) {
        causes.computeIfAbsent(code, any -> new LinkedHashSet<>()).add(cause);
    }

    private static Stream<Line> lines(ConceptMap map, Set<ConceptMapEquivalence> equivalences) {
        return map.getGroup().stream()
                .flatMap(group -> group.getElement().stream().flatMap(cause -> lines(group, cause, equivalences)));
    }

    private static Stream<Line> lines(
            ConceptMapGroupComponent group, SourceElementComponent cause, Set<ConceptMapEquivalence> equivalences) {
        return cause.getTarget().stream()
                .filter(TargetElementComponent::hasCode)
                .filter(target -> equivalences.contains(target.getEquivalence()))
                .map(target -> new Line(cause.getCode(), new Code(group.getTarget(), target.getCode())));
    }

    /** The causes that a coding implies, itself included if it is one; empty for a code that no map knows. */
    public Set<String> impliedBy(Coding coding) {
        return causes.getOrDefault(new Code(coding.getSystem(), coding.getCode()), Set.of());
    }

    /** The groups of a cause: codes of CodeSystem {@code cause-group}. */
    public Set<Coding> groups(String cause) {
        return property(cause, "group", "cause-group");
    }

    /** Where in the motor system a cause acts, codes of CodeSystem {@code lesion-level}; empty where no source says so. */
    public Set<Coding> lesionLevels(String cause) {
        return property(cause, "lesion-level", "lesion-level");
    }

    private Set<Coding> property(String cause, String name, String codeSystem) {
        return properties.getOrDefault(cause, List.of()).stream()
                .filter(property -> property.getCode().equals(name))
                .map(property -> new Coding(
                        Guide.BASE + "/CodeSystem/" + codeSystem,
                        property.getValueCodeType().getValue(),
                        null))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private record Code(String system, String code) {}

    private record Line(String cause, Code foreign) {}
}
