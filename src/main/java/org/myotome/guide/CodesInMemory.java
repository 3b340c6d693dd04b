package org.myotome.guide;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.ConceptValidationOptions;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/**
 * HAPI's in-memory terminology, told to compare displays as well. The validator asks for codes only, and a code beside
 * the display of another one is how wrong grades travel. It stays a warning, because senders translate and abbreviate.
 */
final class CodesInMemory extends InMemoryTerminologyServerValidationSupport {

    CodesInMemory(FhirContext fhir) {
        super(fhir);
    }

    @Override
    public @Nullable CodeValidationResult validateCode(
            ValidationSupportContext context,
            ConceptValidationOptions options,
            String system,
            String code,
            @Nullable String display,
            @Nullable String valueSet) {
        return super.validateCode(context, withDisplay(options), system, code, display, valueSet);
    }

    @Override
    public @Nullable CodeValidationResult validateCodeInValueSet(
            ValidationSupportContext context,
            ConceptValidationOptions options,
            String system,
            String code,
            @Nullable String display,
            IBaseResource valueSet) {
        return super.validateCodeInValueSet(context, withDisplay(options), system, code, display, valueSet);
    }

    private static ConceptValidationOptions withDisplay(ConceptValidationOptions options) {
        return ConceptValidationOptions.copy(options).setValidateDisplay(true);
    }
}
