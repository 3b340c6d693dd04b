package org.myotome.validation;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.myotome.guide.Guide;
import org.myotome.guide.ValueSetCodes;
import org.myotome.validation.acceptor.Acceptor;

/**
 * What the acceptor accepts, the HL7 validator has nothing to say about. By default a sample of all mutations is drawn, the
 * same each time; {@code -Dmyotome.mutations=all} makes them all.
 */
class AcceptorDifferentialTest {

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final Guide GUIDE = Guide.load(FHIR);
    private static final ProfileFit FIT = new ProfileFit(GUIDE, new ValueSetCodes(GUIDE));
    private static final KeptValidators VALIDATORS = new KeptValidators(GUIDE, new ImpliedProfiles(FIT));
    private static final ProfileCheck PROFILES = new ProfileCheck(FHIR, VALIDATORS);
    private static final Acceptor ACCEPTOR =
            new Acceptor(FHIR, GUIDE.validationSupport(), resource -> FIT.of(Markers.of(resource)));

    /** One of so many mutants is tried. */
    private static final int EVERY =
            "all".equals(System.getProperty("myotome.mutations")) ? 1 : Integer.getInteger("myotome.mutations", 41);

    /** Draws another sample. */
    private static final int SHIFT = Integer.getInteger("myotome.mutations.shift", 0);

    @Test
    void nothingIsAcceptedThatTheValidatorComplainsAbout() {
        Mutations mutations = new Mutations();
        Map<String, String> seeds = Examples.in("valid", "exams", "gate");
        seeds.values().forEach(mutations::learn);
        Tally tally = new Tally();
        seeds.forEach((name, text) -> {
            tally.count(name, text);
            mutations.each(text, mutant -> {
                if ((tally.seen++ + SHIFT) % every(text) == 0) {
                    tally.count(name, mutant.get());
                }
            });
        });
        System.out.printf(
                "%,d mutants made, %,d tried, %,d accepted, %,d of these rejected by the validator%n",
                tally.seen, tally.tried, tally.accepted, tally.wrong.size());
        assertThat(tally.wrong).isEmpty();
        assertThat(tally.accepted).as("otherwise nothing was compared").isGreaterThan(100);
    }

    @Test
    void noInvalidExampleIsAccepted() {
        assertThat(Examples.in("invalid").entrySet())
                .hasSizeGreaterThan(200)
                .noneMatch(example -> ACCEPTOR.accepts(example.getValue()));
    }

    /** Big resources have more mutants, and each takes the validator longer. */
    private static int every(String text) {
        return EVERY == 1 ? 1 : EVERY * (1 + text.length() / 2_000);
    }

    /** The gate itself drops complaints about missing fullUrls in what is to be written. */
    private static List<SingleValidationMessage> complaints(String text) {
        return PROFILES.check(text, List.of()).stream()
                .filter(message -> !Explanation.FULL_URL_IDS.contains(String.valueOf(message.getMessageId())))
                .toList();
    }

    private static final class Tally {

        private int seen;
        private int tried;
        private int accepted;
        private final List<String> wrong = new ArrayList<>();

        void count(String name, String text) {
            tried++;
            if (ACCEPTOR.accepts(text)) {
                accepted++;
                List<SingleValidationMessage> complaints = complaints(text);
                if (!complaints.isEmpty()) {
                    wrong.add(name + ": " + complaints + "\n" + text);
                }
            }
        }
    }
}
