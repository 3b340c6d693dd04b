package org.myotome.validation;

import ca.uhn.fhir.context.FhirContext;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.guide.Guide;
import org.myotome.guide.ValueSetCodes;
import org.myotome.validation.acceptor.Acceptor;

/** Measures the gate without a database: the median of one call in microseconds, round by round, until it is warm. */
final class GateSpeed {

    private static final int ROUNDS = Integer.getInteger("rounds", 8);
    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private GateSpeed() {}

    public static void main(String[] arguments) {
        Guide guide = Guide.load(FHIR);
        ProfileFit fit = new ProfileFit(guide, new ValueSetCodes(guide));
        KeptValidators validators = new KeptValidators(guide, new ImpliedProfiles(fit));
        Acceptor acceptor = new Acceptor(FHIR, guide.validationSupport(), resource -> fit.of(Markers.of(resource)));
        ProfileCheck profiles = new ProfileCheck(FHIR, validators);
        Gate gate = new Gate(FHIR, guide);
        for (String name : List.of("valid/left-biceps-4-minus.json", "exams/icu-screen-below-48.json")) {
            String text = Examples.in("valid", "exams").get(name);
            System.out.println(name + (acceptor.accepts(text) ? "" : ", which the acceptor does not know"));
            int calls = text.length() < 5_000 ? 2_000 : 200;
            measure("acceptor", calls, text, submission -> acceptor.accepts(submission.text()));
            measure("gate", calls, text, submission -> gate.judge(submission, new AssumedResources(references -> {})));
            measure("validator", calls / 20, text, submission -> profiles.check(submission.text(), List.of()));
        }
    }

    private static void measure(String what, int calls, String text, Consumer<Submission> work) {
        StringBuilder medians = new StringBuilder();
        for (int round = 0; round < ROUNDS; round++) {
            long[] times = new long[calls];
            for (int i = 0; i < calls; i++) {
                Submission submission =
                        new Submission((Resource) FHIR.newJsonParser().parseResource(text), text);
                long start = System.nanoTime();
                work.accept(submission);
                times[i] = System.nanoTime() - start;
            }
            Arrays.sort(times);
            medians.append(String.format(" %,d", times[calls / 2] / 1_000));
        }
        System.out.println("  " + what + ":" + medians);
    }
}
