package org.myotome.check;

import ca.uhn.fhir.context.FhirContext;
import org.myotome.guide.Guide;
import org.myotome.validation.Gate;

/** The gate and what it is made of. It takes a second or two to make, and milliseconds to use again. */
record Judge(FhirContext fhir, Guide guide, Gate gate) {

    static Judge load() {
        FhirContext fhir = FhirContext.forR4Cached();
        Guide guide = Guide.load(fhir);
        return new Judge(fhir, guide, new Gate(fhir, guide));
    }

    FileCheck files(ValidateOptions options) {
        return new FileCheck(
                new FhirCheck(fhir, gate, options.profiles()),
                new IntakeCheck(this, options.senders(), options.settings(), options.mapping()));
    }
}
