package org.myotome.storage;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.validation.JpaValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.WorkerContextValidationSupportAdapter;
import org.myotome.guide.Guide;

/**
 * What storage asks of terminology, such as the codes of {@code code:in}, the guide answers from memory. HAPI's own chain
 * would read and keep FHIR's definitions a second time, and look into the database for each code.
 */
@SuppressWarnings("unchecked") // the generic list methods that it inherits are declared without their type
final class GuideTerminology extends JpaValidationSupportChain {

    private final Guide guide;
    private final WorkerContextValidationSupportAdapter workerContext;

    GuideTerminology(Guide guide, FhirContext fhir, WorkerContextValidationSupportAdapter workerContext) {
        super(fhir, ValidationSupportChain.CacheConfiguration.defaultValues(), workerContext);
        this.guide = guide;
        this.workerContext = workerContext;
    }

    @Override
    public void postConstruct() {
        workerContext.setValidationSupport(this);
        addValidationSupport(guide.validationSupport());
    }
}
