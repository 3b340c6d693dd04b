package org.myotome.guide;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.myotome.strength.Grade;
import org.myotome.strength.ScoreRecipe;
import org.myotome.strength.Side;
import org.myotome.strength.SidedMovement;

/** Reads strength out of an Observation that conforms to one of Myotome's profiles. */
public final class StrengthCodes {

    /** The CodeSystem of tested movements. */
    public static final String MOVEMENT = Guide.BASE + "/CodeSystem/tested-movement";

    /** The CodeSystem of the key muscles of ISNCSCI. */
    public static final String KEY_MUSCLE = Guide.BASE + "/CodeSystem/isncsci-key-muscle";

    /** The CodeSystem of exams and scores. */
    public static final String MEASURE = ScoreRecipes.MEASURE;

    /** The CodeSystem of scales and techniques. */
    public static final String METHOD = Guide.BASE + "/CodeSystem/strength-method";

    /** The CodeSystem of grip strength. */
    public static final String LOINC = "http://loinc.org";

    /** loinc.org/83145-3: "Grip strength Hand - left Dynamometer" and the same of the right. */
    private static final Map<String, Side> HANDS = Map.of("83173-5", Side.LEFT, "83174-3", Side.RIGHT);

    /** In SNOMED CT, left and right: no grade of a movement names a hand, but a weakness may. */
    private static final String LEFT_HAND = "85151006";

    private static final String RIGHT_HAND = "78791008";

    private final List<String> leftSites;
    private final List<String> rightSites;
    private final List<String> gripCodes;
    private final ScoreRecipes recipes;

    public StrengthCodes(Guide guide) {
        this(new ValueSetCodes(guide), guide);
    }

    private StrengthCodes(ValueSetCodes valueSets, Guide guide) {
        this(valueSets, new ScoreRecipes(guide, valueSets));
    }

    public StrengthCodes(ValueSetCodes valueSets, ScoreRecipes recipes) {
        this.recipes = recipes;
        leftSites = codes(valueSets, "left-site", LEFT_HAND);
        rightSites = codes(valueSets, "right-site", RIGHT_HAND);
        gripCodes = codes(valueSets, "grip-strength");
    }

    private static List<String> codes(ValueSetCodes valueSets, String id, String... others) {
        return Stream.concat(
                        valueSets.of(Guide.BASE + "/ValueSet/" + id).stream().map(Coding::getCode), Stream.of(others))
                .toList();
    }

    public boolean isExam(Observation observation) {
        return code(observation.getCode(), ScoreRecipes.MEASURE)
                .filter("strength-exam"::equals)
                .isPresent();
    }

    public boolean isScore(Observation observation) {
        return recipe(observation).isPresent();
    }

    /** Whether a movement or a key muscle was tested; the value may be absent, or a force. */
    public boolean isTest(Observation observation) {
        return item(observation).isPresent();
    }

    public boolean isGrip(Observation observation) {
        return code(observation.getCode(), LOINC).filter(gripCodes::contains).isPresent();
    }

    /**
     * Whether it was read from a dynamometer, whose kilograms mean kilogram-force. Torques are such readings as well.
     */
    public boolean isForceReading(Observation observation) {
        return isGrip(observation)
                || code(observation.getMethod(), METHOD).filter("hhd"::equals).isPresent();
    }

    /** What an exam can have as a member. */
    public boolean isResult(Observation observation) {
        return isTest(observation) || isScore(observation) || isGrip(observation);
    }

    public Optional<ScoreRecipe> recipe(Observation observation) {
        return code(observation.getCode(), ScoreRecipes.MEASURE).flatMap(recipes::of);
    }

    /** What was tested on which side. */
    public Optional<SidedMovement> item(Observation observation) {
        return Stream.of(MOVEMENT, KEY_MUSCLE)
                .flatMap(system -> code(observation.getCode(), system).stream())
                .map(item -> new SidedMovement(item, side(observation)))
                .findFirst();
    }

    /** The value on one of Myotome's scales; profiles allow one. */
    public Optional<Grade> grade(Observation observation) {
        return observation.hasValueCodeableConcept()
                ? observation.getValueCodeableConcept().getCoding().stream()
                        .filter(coding -> coding.hasCode()
                                && String.valueOf(coding.getSystem()).startsWith(Guide.BASE))
                        .map(coding -> new Grade(ScoreRecipes.nameOf(coding.getSystem()), coding.getCode()))
                        .findFirst()
                : Optional.empty();
    }

    /** The side that the site states, also of a score of one side; of a grip the hand of its code. */
    public Side side(Observation observation) {
        Optional<Side> hand = code(observation.getCode(), LOINC).map(HANDS::get);
        return hand.orElseGet(() -> side(observation.getBodySite()));
    }

    /** The side that a body site states; none if it states no side. */
    public Side side(CodeableConcept bodySite) {
        List<String> sites = bodySite.getCoding().stream()
                .filter(coding -> "http://snomed.info/sct".equals(coding.getSystem()))
                .map(Coding::getCode)
                .toList();
        if (sites.stream().anyMatch(leftSites::contains)) {
            return Side.LEFT;
        }
        return sites.stream().anyMatch(rightSites::contains) ? Side.RIGHT : Side.NONE;
    }

    private static Optional<String> code(CodeableConcept concept, String system) {
        return concept.getCoding().stream()
                .filter(coding -> system.equals(coding.getSystem()) && coding.hasCode())
                .map(Coding::getCode)
                .findFirst();
    }
}
