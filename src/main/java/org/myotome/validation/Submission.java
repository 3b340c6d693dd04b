package org.myotome.validation;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.Resource;

/**
 * A resource as it was sent.
 *
 * @param resource the parsed form, which the gate may complete
 * @param text the words of the sender in JSON or XML: parsing forgives and forgets what only the text still shows
 */
public record Submission(Resource resource, String text) {

    /** For a resource that has no text of its own because the server made it, such as the result of a patch. */
    public static Submission of(Resource resource, FhirContext fhir) {
        return new Submission(resource, fhir.newJsonParser().encodeResourceToString(resource));
    }
}
