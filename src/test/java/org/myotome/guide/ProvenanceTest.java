package org.myotome.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every clinical concept says where it comes from, and every value set who would use it. */
class ProvenanceTest {

    private static final String OWN = "Myotome's own";

    /** Somebody who would open the value set; a profile that binds it is not enough. */
    private static final String USERS =
            "(?i).*\\b(senders?|researchers?|clinicians|integrators|interface engineers|implementers|developers|the server|EHR"
                    + "|applications|patient portals|triage tools|care planners|(trial|injury) centres|spinal units|clinics)\\b.*";

    static Stream<String> clinicalCodeSystems() {
        return ArtefactFiles.artefacts("CodeSystem").stream()
                .map(system -> system.path("id").asText())
                .filter(id -> !Seed.load().notClinical().containsKey(id));
    }

    static Stream<String> valueSets() {
        return ArtefactFiles.artefacts("ValueSet").stream()
                .map(set -> set.path("description").asText());
    }

    @ParameterizedTest
    @MethodSource("clinicalCodeSystems")
    void everyConceptNamesItsSource(String id) {
        CodeSystem system = Terms.read(CodeSystem.class, id);
        assertThat(system.getConcept())
                .isNotEmpty()
                .allMatch(concept -> !SourceList.of(system, concept).isEmpty()
                        || concept.getDefinition().contains(OWN));
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void everyValueSetSaysWhoUsesIt(String description) {
        assertThat(description).matches(USERS);
    }
}
