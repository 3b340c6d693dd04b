package org.myotome.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;

/** The HL7 validator on base FHIR R4 and on the profiles that are claimed or implied. It alone judges conformance. */
final class ProfileCheck {

    private final FhirValidator validator;

    ProfileCheck(FhirContext fhir, FhirInstanceValidator module) {
        validator = fhir.newValidator().registerValidatorModule(module);
    }

    /**
     * @param profiles further profiles to check against, by canonical url
     * @return errors and warnings; what is merely information helps nobody to mend anything
     */
    List<SingleValidationMessage> check(String text, List<String> profiles) {
        ValidationOptions options = new ValidationOptions();
        profiles.forEach(options::addProfileIfNotBlank);
        return validator.validateWithResult(text, options).getMessages().stream()
                .filter(message -> message.getSeverity() != ResultSeverityEnum.INFORMATION)
                .toList();
    }
}
