package org.myotome.intake.mapping;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.ValueSet;
import org.myotome.guide.Guide;
import org.myotome.strength.Side;

/** The codes of the guide that grades are made of. No display and no rule of the terminology is written down twice. */
final class Vocabulary {

    static final String MOVEMENTS = Guide.BASE + "/CodeSystem/tested-movement";
    static final String KEY_MUSCLES = Guide.BASE + "/CodeSystem/isncsci-key-muscle";
    static final String MEASURES = Guide.BASE + "/CodeSystem/strength-measure";
    static final String METHODS = Guide.BASE + "/CodeSystem/strength-method";
    static final String NOT_TESTABLE = Guide.BASE + "/CodeSystem/not-testable-reason";
    static final String ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
    static final String SNOMED = "http://snomed.info/sct";
    static final String MDC = "urn:iso:std:iso:11073:10101";

    private static final String NECK = "45048000";
    private static final String UPPER_LIMB = "53120007";

    private final Guide guide;
    private final Map<String, Map<String, Coding>> codes = new HashMap<>();
    private final Map<String, Coding> movementNames = new HashMap<>();
    private final Map<String, String> regions = new HashMap<>();
    private final Map<String, TargetElementComponent> gradeTexts = new HashMap<>();
    private final Map<String, String> absentTexts = new HashMap<>();
    private final Map<String, String> motorValues = new HashMap<>();

    Vocabulary(Guide guide) {
        this.guide = guide;
        for (CodeSystem system : guide.all(CodeSystem.class)) {
            Map<String, Coding> codings = new LinkedHashMap<>();
            system.getConcept()
                    .forEach(concept -> codings.put(
                            concept.getCode(), new Coding(system.getUrl(), concept.getCode(), concept.getDisplay())));
            codes.put(system.getUrl(), codings);
        }
        for (String url : List.of(MOVEMENTS, KEY_MUSCLES)) {
            guide.find(CodeSystem.class, url).orElseThrow().getConcept().forEach(concept -> {
                regions.put(concept.getCode(), region(concept));
                Stream.of(concept.getCode(), concept.getDisplay())
                        .forEach(name -> movementNames.put(words(name), coding(url, concept.getCode())));
            });
        }
        elements("grade-text-to-mrc").forEach((text, targets) -> gradeTexts.put(text, targets.get(0)));
        elements("grade-text-to-absent-reason")
                .forEach((text, targets) -> absentTexts.put(text, targets.get(0).getCode()));
        elements("isncsci-to-praxis")
                .forEach((value, targets) ->
                        motorValues.put(targets.get(0).getCode().toLowerCase(Locale.ROOT), value));
    }

    private Map<String, List<TargetElementComponent>> elements(String conceptMap) {
        Map<String, List<TargetElementComponent>> elements = new LinkedHashMap<>();
        guide.find(ConceptMap.class, Guide.BASE + "/ConceptMap/" + conceptMap).orElseThrow().getGroup().stream()
                .flatMap(group -> group.getElement().stream())
                .forEach(element -> elements.put(element.getCode(), element.getTarget()));
        return elements;
    }

    private static String region(ConceptDefinitionComponent concept) {
        return concept.getProperty().stream()
                .filter(property -> List.of("region", "limb").contains(property.getCode()))
                .map(property -> property.getValueCoding().getCode())
                .findFirst()
                .orElseThrow();
    }

    /** Lower case, with a space for every hyphen, comma and run of spaces. */
    static String words(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[-\\s,]+", " ").strip();
    }

    /** @throws IllegalArgumentException if the system of the guide does not have it */
    Coding coding(String system, String code) {
        return find(system, code).orElseThrow(() -> new IllegalArgumentException("No " + code + " in " + system));
    }

    Optional<Coding> find(String system, String code) {
        return Optional.ofNullable(codes.getOrDefault(system, Map.of()).get(code))
                .map(Coding::copy);
    }

    /** A movement or key muscle by its code or display. */
    Optional<Coding> movement(String name) {
        return Optional.ofNullable(movementNames.get(words(name))).map(Coding::copy);
    }

    /** The neck has no side; every other movement must have one. */
    boolean hasSide(Coding movement) {
        return !NECK.equals(regions.get(movement.getCode()));
    }

    /** The limb with its side, or the neck. */
    Coding site(Coding movement, Side side) {
        boolean upper = UPPER_LIMB.equals(regions.get(movement.getCode()));
        return listed(
                        "lateralised-site",
                        switch (side) {
                            case NONE -> NECK;
                            case LEFT -> upper ? "80768000" : "32153003";
                            case RIGHT -> upper ? "6921000" : "62175007";
                        })
                .orElseThrow();
    }

    /** The side that a limb of {@code lateralised-site} or a qualifier of SNOMED CT names. */
    static Optional<Side> side(String snomedCode) {
        return switch (snomedCode) {
            case "7771000", "80768000", "32153003", "419161000" -> Optional.of(Side.LEFT);
            case "24028007", "6921000", "62175007", "419465000" -> Optional.of(Side.RIGHT);
            default -> Optional.empty();
        };
    }

    /**
     * MDC: the code plus 1 is the left muscle, plus 2 the right one (domain.md §3.3).
     *
     * @param base the code of the muscle without side
     */
    Optional<Coding> muscle(String base, Side side) {
        if (!base.matches("\\d{6}")) {
            return Optional.empty();
        }
        int offset = switch (side) {
            case NONE -> 0;
            case LEFT -> 1;
            case RIGHT -> 2;
        };
        return listed("muscle-with-side", Integer.toString(Integer.parseInt(base) + offset));
    }

    /** A code of a foreign system that a ValueSet of the guide lists. */
    Optional<Coding> listed(String valueSet, String code) {
        return listed(valueSet).filter(coding -> coding.getCode().equals(code)).findFirst();
    }

    private Stream<Coding> listed(String valueSet) {
        return guide
                .find(ValueSet.class, Guide.BASE + "/ValueSet/" + valueSet)
                .orElseThrow()
                .getCompose()
                .getInclude()
                .stream()
                .flatMap(include -> include.getConcept().stream()
                        .map(concept -> new Coding(include.getSystem(), concept.getCode(), concept.getDisplay())));
    }

    /** The code of a method by its display, or by itself. */
    Optional<String> methodNamed(String word) {
        return codes.get(METHODS).values().stream()
                .filter(method -> words(method.getDisplay()).equals(words(word))
                        || words(method.getCode()).equals(words(word)))
                .map(Coding::getCode)
                .findFirst();
    }

    /** Positions of the body by what people write: {@code sitting}, {@code supine}, {@code standing}. */
    Optional<Coding> position(String word) {
        String wanted = words(word).equals("standing") ? "orthostatic" : words(word);
        return listed("body-position")
                .filter(position -> position.getCode().equals(word.strip())
                        || words(position.getDisplay())
                                .replaceAll("( body)? position \\(finding\\)$", "")
                                .equals(wanted))
                .findFirst();
    }

    /** What a folded text means on the MRC scale, or why it means nothing there. */
    Optional<TargetElementComponent> gradeText(String folded) {
        return Optional.ofNullable(gradeTexts.get(folded));
    }

    /** The data-absent-reason that a folded text stands for. */
    Optional<String> absentText(String folded) {
        return Optional.ofNullable(absentTexts.get(folded));
    }

    /** The ISNCSCI motor value that the folded text of a worksheet is. */
    Optional<String> motorValue(String folded) {
        return Optional.ofNullable(motorValues.get(folded));
    }
}
