package org.myotome.validation;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
        Recorder stored = new Recorder();
        Verdict verdict = new Gate(FHIR, Guide.load(FHIR)).judge(Submission.of(bundle, FHIR), stored);
        assertThat(verdict.findings()).isEmpty();
        assertThat(stored.asked).containsExactly(Set.of("Patient/example", "Practitioner/example"));
    }

    /** A store in which every reference leads somewhere. */
    private static final class Recorder implements StoredResources {

        private final List<Set<String>> asked = new ArrayList<>();

        @Override
        public Set<String> existing(Collection<String> references) {
            asked.add(Set.copyOf(references));
            return Set.copyOf(references);
        }

        @Override
        public Optional<Observation> observation(String reference) {
            return Optional.empty();
        }

        @Override
        public List<Observation> usersOf(String reference) {
            return List.of();
        }
    }
}
