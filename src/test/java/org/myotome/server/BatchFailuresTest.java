package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchFailuresTest {

    @ParameterizedTest
    @CsvSource({
        "org.springframework.dao.DataAccessResourceFailureException: [insert into HFJ_RESOURCE values ('Adele')], 503",
        "org.springframework.dao.InvalidDataAccessApiUsageException: [insert into HFJ_RESOURCE values ('Adele')], 500"
    })
    void anEntryTellsNothingOfTheInside(String failure, String status) {
        Bundle answer = new Bundle();
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue().setDiagnostics(failure);
        answer.addEntry().getResponse().setStatus("500 Internal Server Error").setOutcome(outcome);
        answer.addEntry().getResponse().setStatus("201 Created");
        new BatchFailures().clean(new SystemRequestDetails(), answer);
        var response = answer.getEntryFirstRep().getResponse();
        assertThat(response.getStatus()).startsWith(status);
        assertThat(((OperationOutcome) response.getOutcome()).getIssueFirstRep().getDiagnostics())
                .isNotBlank()
                .doesNotContain("HFJ_", "Exception", "Adele");
        assertThat(answer.getEntry().get(1).getResponse().hasOutcome()).isFalse();
    }
}
