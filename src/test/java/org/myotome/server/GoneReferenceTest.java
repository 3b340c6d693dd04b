package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.Answer.Issue;

class GoneReferenceTest {

    @Test
    void theWordsOfTheStorageBecomeThoseOfTheGate() {
        for (String number : new String[] {"", "HAPI-1094: "}) {
            String outcome = GoneReference.in(
                            number + "Resource Patient/a-1 not found, specified in path: Observation.subject")
                    .map(found -> FhirContext.forR4Cached().newJsonParser().encodeResourceToString(found))
                    .orElseThrow();
            assertThat(Issue.in(Answer.read(outcome))).singleElement().satisfies(issue -> {
                assertThat(issue.rule()).isEqualTo("reference-not-found");
                assertThat(issue.path()).isEqualTo("Observation.subject");
                assertThat(issue.diagnostics()).startsWith("Sent: Patient/a-1\n");
                assertThat(issue.teaches()).isTrue();
            });
        }
    }

    @Test
    void otherWordsStay() {
        assertThat(GoneReference.in(null)).isEmpty();
        assertThat(GoneReference.in("Resource Patient/a-1 is not known")).isEmpty();
    }
}
