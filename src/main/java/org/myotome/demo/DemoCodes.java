package org.myotome.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptPropertyComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.ValueSet;
import org.myotome.guide.Guide;
import org.myotome.strength.Side;
import org.myotome.strength.SidedMovement;

/** The codes of the demo patients, with the displays that the guide gives them: no display is written down twice. */
final class DemoCodes {

    private static final String NECK = "45048000";
    private static final String UPPER_LIMB = "53120007";

    private static final String SEVERITY = "http://hl7.org/fhir/ValueSet/condition-severity";

    private final DemoArtefacts artefacts;
    private final CodeSystem movements;
    private final List<SidedMovement> scoreMovements;

    DemoCodes(Guide guide) {
        this.artefacts = new DemoArtefacts(guide);
        this.movements = artefacts.codeSystem("tested-movement");
        this.scoreMovements = sided(movements.getConcept().stream()
                .filter(concept -> properties(concept, "in-mrc-sum-score")
                        .anyMatch(property -> property.getValueBooleanType().booleanValue()))
                .map(ConceptDefinitionComponent::getCode));
    }

    /** The six movements of the sum score, left and right. */
    List<SidedMovement> scoreMovements() {
        return scoreMovements;
    }

    /** Those of the sum score, then these, left and right; the neck has no side. */
    List<SidedMovement> movements(List<String> extra) {
        List<SidedMovement> all = new ArrayList<>(scoreMovements);
        all.addAll(sided(extra.stream()));
        return List.copyOf(all);
    }

    private List<SidedMovement> sided(Stream<String> codes) {
        return codes.flatMap(code -> region(code).equals(NECK)
                        ? Stream.of(new SidedMovement(code, Side.NONE))
                        : Stream.of(new SidedMovement(code, Side.LEFT), new SidedMovement(code, Side.RIGHT)))
                .toList();
    }

    private String region(String movement) {
        return properties(concept(movements, movement), "region")
                .map(property -> property.getValueCoding().getCode())
                .findFirst()
                .orElseThrow();
    }

    /** The limb with its side, or the neck. */
    Coding site(SidedMovement movement) {
        String code = switch (movement.side()) {
            case NONE -> NECK;
            case LEFT -> isUpper(movement) ? "80768000" : "32153003";
            case RIGHT -> isUpper(movement) ? "6921000" : "62175007";
        };
        return listed("lateralised-site", code);
    }

    private boolean isUpper(SidedMovement movement) {
        return region(movement.movement()).equals(UPPER_LIMB);
    }

    /** The muscle, where a single one makes the movement. MDC: the code plus 1 is its left one, plus 2 its right one. */
    Optional<Coding> muscle(SidedMovement movement) {
        List<Coding> muscles = properties(concept(movements, movement.movement()), "muscle")
                .map(ConceptPropertyComponent::getValueCoding)
                .toList();
        if (muscles.size() != 1) {
            return Optional.empty();
        }
        int offset = switch (movement.side()) {
            case NONE -> 0;
            case LEFT -> 1;
            case RIGHT -> 2;
        };
        int base = Integer.parseInt(muscles.get(0).getCode());
        return Optional.of(listed("muscle-with-side", Integer.toString(base + offset)));
    }

    Optional<DecimalType> ordinal(Coding grade) {
        return properties(concept(artefacts.codeSystem("mrc-muscle-grade"), grade.getCode()), "ordinal")
                .map(ConceptPropertyComponent::getValueDecimalType)
                .findFirst();
    }

    /** The code of another system that a ConceptMap of Myotome gives for this one, an equivalent code if there is one. */
    Optional<Coding> mapped(String conceptMap, String code) {
        List<Coding> equivalent = targets(conceptMap, code, true);
        return Stream.concat(equivalent.stream(), targets(conceptMap, code, false).stream())
                .findFirst();
    }

    /** The codes of other systems that mean the same. */
    List<Coding> equivalents(String conceptMap, String code) {
        return targets(conceptMap, code, true);
    }

    private List<Coding> targets(String conceptMap, String code, boolean equivalentOnly) {
        return artefacts.conceptMap(conceptMap).getGroup().stream()
                .flatMap(group -> group.getElement().stream()
                        .filter(element -> element.getCode().equals(code))
                        .flatMap(element -> element.getTarget().stream())
                        .filter(target ->
                                !equivalentOnly || target.getEquivalence() == ConceptMapEquivalence.EQUIVALENT)
                        .map(target -> new Coding(group.getTarget(), target.getCode(), target.getDisplay())))
                .toList();
    }

    /** What kind of treatment this is, in CodeSystem {@code treatment-type}. */
    Coding treatmentType(String treatment) {
        return properties(concept(artefacts.codeSystem("weakness-treatment"), treatment), "treatment-type")
                .map(property -> own("treatment-type", property.getValue().primitiveValue()))
                .findFirst()
                .orElseThrow();
    }

    /** Treatment or prevention: whichever of the two CodeSystems has the code. */
    Coding care(String code) {
        return Stream.of("weakness-treatment", "weakness-prevention")
                .filter(system -> artefacts.codeSystem(system).getConcept().stream()
                        .anyMatch(concept -> concept.getCode().equals(code)))
                .findFirst()
                .map(system -> own(system, code))
                .orElseThrow();
    }

    /** A code of FHIR itself, out of a CodeSystem that it defines. */
    Coding core(String codeSystem, String code) {
        CodeSystem system = artefacts.coreCodeSystem(codeSystem);
        return new Coding(codeSystem, code, concept(system, code).getDisplay());
    }

    /** A code of SNOMED CT that FHIR itself lists as a severity. */
    Coding severity(String code) {
        return listed(artefacts.coreValueSet(SEVERITY), code);
    }

    /** A code of one of Myotome's own systems. */
    Coding own(String codeSystem, String code) {
        CodeSystem system = artefacts.codeSystem(codeSystem);
        return new Coding(system.getUrl(), code, concept(system, code).getDisplay());
    }

    /** A code of a foreign system that one of Myotome's value sets lists. */
    Coding listed(String valueSet, String code) {
        return listed(artefacts.valueSet(valueSet), code);
    }

    private static Coding listed(ValueSet valueSet, String code) {
        return valueSet.getCompose().getInclude().stream()
                .flatMap(include -> include.getConcept().stream()
                        .filter(concept -> concept.getCode().equals(code))
                        .map(concept -> new Coding(include.getSystem(), code, concept.getDisplay())))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No " + code + " in " + valueSet.getUrl()));
    }

    private static ConceptDefinitionComponent concept(CodeSystem system, String code) {
        return system.getConcept().stream()
                .flatMap(DemoCodes::withChildren)
                .filter(concept -> concept.getCode().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No " + code + " in " + system.getUrl()));
    }

    private static Stream<ConceptDefinitionComponent> withChildren(ConceptDefinitionComponent concept) {
        return Stream.concat(Stream.of(concept), concept.getConcept().stream().flatMap(DemoCodes::withChildren));
    }

    private static Stream<ConceptPropertyComponent> properties(ConceptDefinitionComponent concept, String code) {
        return concept.getProperty().stream()
                .filter(property -> property.getCode().equals(code));
    }
}
