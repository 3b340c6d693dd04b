package org.myotome.guide;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.hapi.ctx.HapiWorkerContext;

/**
 * FHIRPath of R4. An engine that HAPI makes reads all of FHIR's definitions at once, a tenth of the work of a start, for
 * which few expressions have a use.
 */
public final class FhirPathEngines {

    private FhirPathEngines() {}

    /**
     * One that parses every expression, and evaluates those without {@code resolve()}, {@code memberOf()},
     * {@code conformsTo()} and checks of types in advance. Not safe for threads that evaluate.
     */
    public static FHIRPathEngine withoutDefinitions(FhirContext fhir) {
        return new FHIRPathEngine(new HapiWorkerContext(fhir, new PrePopulatedValidationSupport(fhir)));
    }
}
