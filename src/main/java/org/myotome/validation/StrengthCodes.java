package org.myotome.validation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.myotome.guide.Guide;
import org.myotome.strength.Grade;
import org.myotome.strength.ScoreRecipe;
import org.myotome.strength.Side;
import org.myotome.strength.SidedMovement;

/** Reads strength out of an Observation that conforms to one of Myotome's profiles. */
final class StrengthCodes {

    private static final String MOVEMENT = Guide.BASE + "/CodeSystem/tested-movement";
    private static final String KEY_MUSCLE = Guide.BASE + "/CodeSystem/isncsci-key-muscle";

    private final List<String> leftSites;
    private final List<String> rightSites;
    private final List<String> gripCodes;
    private final ScoreRecipes recipes;

    StrengthCodes(ValueSetCodes valueSets, ScoreRecipes recipes) {
        this.recipes = recipes;
        leftSites = codes(valueSets, "left-site");
        rightSites = codes(valueSets, "right-site");
        gripCodes = codes(valueSets, "grip-strength");
    }

    private static List<String> codes(ValueSetCodes valueSets, String id) {
        return valueSets.of(Guide.BASE + "/ValueSet/" + id).stream()
                .map(Coding::getCode)
                .toList();
    }

    boolean isExam(Observation observation) {
        return code(observation.getCode(), ScoreRecipes.MEASURE)
                .filter("strength-exam"::equals)
                .isPresent();
    }

    boolean isScore(Observation observation) {
        return recipe(observation).isPresent();
    }

    /** Whether a movement or a key muscle was tested; the value may be absent, or a force. */
    boolean isTest(Observation observation) {
        return item(observation).isPresent();
    }

    boolean isGrip(Observation observation) {
        return code(observation.getCode(), "http://loinc.org")
                .filter(gripCodes::contains)
                .isPresent();
    }

    /** What an exam can have as a member. */
    boolean isResult(Observation observation) {
        return isTest(observation) || isScore(observation) || isGrip(observation);
    }

    Optional<ScoreRecipe> recipe(Observation observation) {
        return code(observation.getCode(), ScoreRecipes.MEASURE).flatMap(recipes::of);
    }

    /** What was tested on which side. */
    Optional<SidedMovement> item(Observation observation) {
        return Stream.of(MOVEMENT, KEY_MUSCLE)
                .flatMap(system -> code(observation.getCode(), system).stream())
                .map(item -> new SidedMovement(item, side(observation)))
                .findFirst();
    }

    /** The value on one of Myotome's scales; profiles allow one. */
    Optional<Grade> grade(Observation observation) {
        return observation.hasValueCodeableConcept()
                ? observation.getValueCodeableConcept().getCoding().stream()
                        .filter(coding -> coding.hasCode()
                                && String.valueOf(coding.getSystem()).startsWith(Guide.BASE))
                        .map(coding -> new Grade(ScoreRecipes.nameOf(coding.getSystem()), coding.getCode()))
                        .findFirst()
                : Optional.empty();
    }

    private Side side(Observation observation) {
        List<String> sites = observation.getBodySite().getCoding().stream()
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
