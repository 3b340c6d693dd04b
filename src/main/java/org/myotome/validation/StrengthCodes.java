package org.myotome.validation;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.myotome.guide.Guide;
import org.myotome.strength.MrcGrade;
import org.myotome.strength.Side;
import org.myotome.strength.SidedMovement;

/** Reads strength out of an Observation that conforms to one of Myotome's profiles. */
final class StrengthCodes {

    private static final String MOVEMENT = Guide.BASE + "/CodeSystem/tested-movement";
    private static final String MEASURE = Guide.BASE + "/CodeSystem/strength-measure";
    private static final String GRADE = Guide.BASE + "/CodeSystem/mrc-muscle-grade";

    private final List<String> leftSites;
    private final List<String> rightSites;
    private final List<String> scoreMovements;

    StrengthCodes(ValueSetCodes valueSets) {
        leftSites = codes(valueSets, "left-site");
        rightSites = codes(valueSets, "right-site");
        scoreMovements = codes(valueSets, "mrc-sum-score-movement");
    }

    private static List<String> codes(ValueSetCodes valueSets, String id) {
        return valueSets.of(Guide.BASE + "/ValueSet/" + id).stream()
                .map(Coding::getCode)
                .toList();
    }

    /** The six movements of the MRC sum score. */
    List<String> scoreMovements() {
        return scoreMovements;
    }

    boolean isExam(Observation observation) {
        return code(observation.getCode(), MEASURE)
                .filter("strength-exam"::equals)
                .isPresent();
    }

    boolean isSumScore(Observation observation) {
        return code(observation.getCode(), MEASURE)
                .filter("mrc-sum-score"::equals)
                .isPresent();
    }

    /** Whether a movement was tested; the grade itself may be absent. */
    boolean isGrade(Observation observation) {
        return code(observation.getCode(), MOVEMENT).isPresent();
    }

    Optional<SidedMovement> movement(Observation observation) {
        return code(observation.getCode(), MOVEMENT).map(movement -> new SidedMovement(movement, side(observation)));
    }

    Optional<MrcGrade> grade(Observation observation) {
        return observation.hasValueCodeableConcept()
                ? code(observation.getValueCodeableConcept(), GRADE).flatMap(MrcGrade::ofCode)
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
