package org.myotome.validation;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.myotome.guide.Guide;

/** How the gate asks the store. */
class GateLookUpTest {

    private static final FhirContext FHIR = FhirContext.forR4Cached();

    @Test
    void whatTheEntriesOfBundleReferToIsLookedUpAtOnce() {
        Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        for (int i = 0; i < 5; i++) {
            String text = Examples.in("valid").get("valid/left-biceps-4-minus.json");
            Observation grade = FHIR.newJsonParser().parseResource(Observation.class, text);
            grade.setId((String) null);
            bundle.addEntry()
                    .setResource(grade)
                    .getRequest()
                    .setMethod(Bundle.HTTPVerb.POST)
                    .setUrl("Observation");
        }
        List<Set<String>> asked = new ArrayList<>();
        Verdict verdict = new Gate(FHIR, Guide.load(FHIR))
                .judge(
                        Submission.of(bundle, FHIR),
                        new AssumedResources(references -> asked.add(Set.copyOf(references))));
        assertThat(verdict.findings()).isEmpty();
        assertThat(asked).containsExactly(Set.of("Patient/example", "Practitioner/example"));
    }
}
