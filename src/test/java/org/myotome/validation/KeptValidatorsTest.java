package org.myotome.validation;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.junit.jupiter.api.Test;
import org.myotome.guide.Guide;
import org.myotome.guide.ValueSetCodes;

/** A validator that is kept says of every example, in any order, what a new one says. */
class KeptValidatorsTest {

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final Guide GUIDE = Guide.load(FHIR);
    private static final ProfileFit FIT = new ProfileFit(GUIDE, new ValueSetCodes(GUIDE));

    @Test
    void keptValidatorSaysWhatANewOneSays() {
        ProfileCheck fresh = new ProfileCheck(FHIR, hapis());
        ProfileCheck kept = new ProfileCheck(FHIR, new KeptValidators(GUIDE, new ImpliedProfiles(FIT)));
        List<Map.Entry<String, String>> examples =
                new ArrayList<>(Examples.in("valid", "exams", "gate", "invalid").entrySet());
        assertThat(examples).hasSizeGreaterThan(300);
        Collections.shuffle(examples, new Random(4));
        for (Map.Entry<String, String> example : examples) {
            String text = example.getValue();
            assertThat(words(kept.check(text, List.of())))
                    .as("%s", example.getKey())
                    .containsExactlyInAnyOrderElementsOf(words(fresh.check(text, List.of())));
        }
    }

    private static FhirInstanceValidator hapis() {
        FhirInstanceValidator module = new FhirInstanceValidator(GUIDE.validationSupport());
        module.setValidatorPolicyAdvisor(new ImpliedProfiles(FIT));
        module.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
        module.setErrorForUnknownProfiles(false);
        module.setAnyExtensionsAllowed(true);
        return module;
    }

    /** The wording of an unknown code depends on whether it was asked for before, also with new validators. */
    private static List<String> words(List<SingleValidationMessage> messages) {
        return messages.stream()
                .map(message ->
                        message.getSeverity() + " " + message.getMessageId() + " " + message.getLocationString())
                .distinct()
                .toList();
    }
}
