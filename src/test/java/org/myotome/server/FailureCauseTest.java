package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

class FailureCauseTest {

    @Test
    void statementThatTookTooLongIsTooCostly() {
        assertThat(FailureCause.answer(new InternalErrorException(new QueryTimeoutException("select"))))
                .hasValueSatisfying(answer -> {
                    assertThat(answer.getStatusCode()).isEqualTo(503);
                    var issue = ((OperationOutcome) answer.getOperationOutcome()).getIssueFirstRep();
                    assertThat(issue.getCode()).isEqualTo(IssueType.TOOCOSTLY);
                    assertThat(issue.getDiagnostics()).contains("ask for less").doesNotContain("select");
                });
    }
}
