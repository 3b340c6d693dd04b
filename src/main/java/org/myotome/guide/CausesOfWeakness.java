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
 * Which causes of weakness a code stands for, as the ConceptMaps {@code cause-to-…} and the property {@code kind-of} of
 * the causes say. A code implies a cause that it equals or that is more general; a code that is more general than the
 * cause (ICD-10-CM G71.01, Duchenne or Becker, for Duchenne) does not imply it. Immutable.
 */
public final class CausesOfWeakness {

    /** The CodeSystem of the causes. */
    public static final String SYSTEM = Guide.BASE + "/CodeSystem/cause-of-weakness";

    private static final String SOURCE = Guide.BASE + "/ValueSet/cause-of-weakness";
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
                    var own = new Code(SYSTEM, cause.getCode());
                    add(own, cause.getCode());
                    cause.getProperty().stream()
                            .filter(property -> property.getCode().equals("kind-of"))
                            .forEach(property ->
                                    add(own, property.getValueCodeType().getValue()));
                    properties.put(cause.getCode(), cause.getProperty());
                });
        guide.all(ConceptMap.class).stream()
                .filter(map -> map.hasSourceCanonicalType()
                        && SOURCE.equals(map.getSourceCanonicalType().getValue()))
                .flatMap(CausesOfWeakness::lines)
                .forEach(line -> add(line.foreign(), line.cause()));
    }

    private void add(Code code, String cause) {
        causes.computeIfAbsent(code, any -> new LinkedHashSet<>()).add(cause);
    }

    private static Stream<Line> lines(ConceptMap map) {
        return map.getGroup().stream()
                .flatMap(group -> group.getElement().stream().flatMap(cause -> lines(group, cause)));
    }

    private static Stream<Line> lines(ConceptMapGroupComponent group, SourceElementComponent cause) {
        return cause.getTarget().stream()
                .filter(TargetElementComponent::hasCode)
                .filter(target -> IMPLYING.contains(target.getEquivalence()))
                .map(target -> new Line(cause.getCode(), new Code(group.getTarget(), target.getCode())));
    }

    /** The causes that a coding implies, itself included if it is one; empty for a code that no map knows. */
    public Set<String> impliedBy(Coding coding) {
        return causes.getOrDefault(new Code(coding.getSystem(), coding.getCode()), Set.of());
    }

    /** The groups, codes of CodeSystem {@code cause-group}, of all causes that a coding implies. */
    public Set<Coding> groups(Coding coding) {
        return property(impliedBy(coding).stream(), "group", "cause-group");
    }

    /**
     * Where in the motor system the cause acts that a coding means, codes of CodeSystem {@code lesion-level}; empty where no
     * source says so. A more general cause is not asked: motor neuron disease can be of the upper neuron, spinal muscular
     * atrophy cannot.
     */
    public Set<Coding> lesionLevels(Coding coding) {
        Set<String> implied = impliedBy(coding);
        return property(
                implied.stream()
                        .filter(cause -> implied.stream()
                                .noneMatch(other -> !other.equals(cause)
                                        && impliedBy(new Coding(SYSTEM, other, null))
                                                .contains(cause))),
                "lesion-level",
                "lesion-level");
    }

    private Set<Coding> property(Stream<String> causes, String name, String codeSystem) {
        return causes.flatMap(cause -> properties.getOrDefault(cause, List.of()).stream())
                .filter(property -> property.getCode().equals(name))
                .map(property -> property.getValue().primitiveValue())
                .distinct()
                .map(code -> new Coding(Guide.BASE + "/CodeSystem/" + codeSystem, code, null))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private record Code(String system, String code) {}

    private record Line(String cause, Code foreign) {}
}
