package org.myotome.validation;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myotome.guide.Guide;
import org.myotome.guide.ValueSetCodes;

/**
 * What kept validators hold on to is bounded. {@code -Dmyotome.validations=100000} makes the long run, which prints the heap
 * ten times.
 */
class KeptValidatorsHeapTest {

    private static final int VALIDATIONS = Integer.getInteger("myotome.validations", 3_000);

    /** A validator that is never thrown away would hold some 80 kB for each of them: 240 MB after the short run. */
    private static final int MOST_MEGABYTES = 60;

    @Test
    void heapStaysFlatOverThousandsOfValidations() throws IOException {
        FhirContext fhir = FhirContext.forR4Cached();
        Guide guide = Guide.load(fhir);
        ProfileFit fit = new ProfileFit(guide, new ValueSetCodes(guide));
        ProfileCheck profiles = new ProfileCheck(fhir, new KeptValidators(guide, new ImpliedProfiles(fit)));
        String grade = Files.readString(Path.of("profiles", "examples", "valid", "left-biceps-4-minus.json"));
        validate(profiles, grade, 300);
        long before = heldMegabytes();
        long most = before;
        for (int step = 0; step < 10; step++) {
            validate(profiles, grade, VALIDATIONS / 10);
            long held = heldMegabytes();
            most = Math.max(most, held);
            System.out.printf("%,d validations: %d MB held%n", (step + 1) * (VALIDATIONS / 10), held);
        }
        assertThat(most - before).as("growth in MB").isLessThan(MOST_MEGABYTES);
    }

    private static void validate(ProfileCheck profiles, String text, int times) {
        for (int i = 0; i < times; i++) {
            profiles.check(text, List.of());
        }
    }

    private static long heldMegabytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }
}
