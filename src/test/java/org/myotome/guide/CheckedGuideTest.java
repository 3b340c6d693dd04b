package org.myotome.guide;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;

/** A start may believe the build: what it found is what checking again would find. */
class CheckedGuideTest {

    private static final FhirContext FHIR = FhirContext.forR4Cached();

    @Test
    void theBuildHasCheckedTheFilesOnTheClassPath() {
        var reader = new GuideReader(FHIR);
        reader.read(GuideReader.classPath());
        assertThat(CheckedGuide.onClassPath(FHIR)).map(CheckedGuide::digest).contains(reader.digest());
    }

    @Test
    void itsSnapshotsAreThoseThatAreMadeOfTheFiles() {
        var made = Guide.load(FHIR, GuideReader.classPath()).all(StructureDefinition.class);
        var given = Guide.load(FHIR).all(StructureDefinition.class);
        assertThat(given).hasSameSizeAs(made);
        for (int i = 0; i < made.size(); i++) {
            assertThat(given.get(i).equalsDeep(made.get(i)))
                    .as(made.get(i).getUrl())
                    .isTrue();
        }
    }

    @Test
    void anotherFileHasAnotherDigest() {
        var resources = new ArrayList<>(GuideReader.classPath());
        resources.remove(0);
        var reader = new GuideReader(FHIR);
        reader.read(resources);
        assertThat(CheckedGuide.onClassPath(FHIR).orElseThrow().digest()).isNotEqualTo(reader.digest());
    }
}
