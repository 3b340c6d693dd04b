package org.myotome.intake.storing;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myotome.intake.IntakeIssue;

/** A rule of the gate stays under the code system that it has there, also where the intake has one of the same name. */
class GateFindingsTest {

    @ParameterizedTest
    @CsvSource({
        "http://hl7.org/fhir/java-core-messageId, Validation_VAL_Profile_Minimum",
        "https://w3id.org/myotome/CodeSystem/validation-rule, myo-4",
        "https://w3id.org/myotome/CodeSystem/validation-rule, malformed",
    })
    void theRuleKeepsItsCodeSystem(String system, String rule) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.INVARIANT)
                .setDetails(new CodeableConcept(new Coding(system, rule, null)).setText("Why."))
                .setDiagnostics("Sent: a\nAllowed: b\nFix: c")
                .addExpression("Bundle");
        GateFindings.Refusal refusal =
                GateFindings.of(new UnprocessableEntityException("Refused", outcome), new Bundle(), new Origins());
        assertThat(refusal.issues())
                .singleElement()
                .extracting(IntakeIssue::toIssue)
                .satisfies(issue -> {
                    Coding told = issue.getDetails().getCodingFirstRep();
                    assertThat(told.getSystem()).isEqualTo(system);
                    assertThat(told.getCode()).isEqualTo(rule);
                    assertThat(issue.getDetails().getCoding()).hasSize(1);
                    assertThat(issue.getDiagnostics()).isEqualTo("Sent: a\nAllowed: b\nFix: c");
                });
    }
}
