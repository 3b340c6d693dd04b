package org.myotome.intake.mapping;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Practitioner;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.Statement;

/**
 * What a statement means.
 *
 * @param strength empty if it was refused, or is left out
 */
public record Translation(Statement statement, Optional<Strength> strength, List<IntakeIssue> issues) {

    public Translation {
        issues = List.copyOf(issues);
    }

    public boolean refused() {
        return issues.stream().anyMatch(IntakeIssue::refuses);
    }

    /**
     * A strength that was found, or could not be.
     *
     * @param observation without subject, performer and id; of a withdrawal without value
     * @param tester empty in a withdrawal only
     * @param about movement, side and scale, by which it is known again: {@code elbow-flexion/left/mrc-muscle-grade}
     */
    public record Strength(Observation observation, Optional<Practitioner> tester, String about) {}
}
