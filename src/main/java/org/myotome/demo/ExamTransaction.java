package org.myotome.demo;

import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;

/**
 * One exam, or what is known of a patient beside the exams, as one transaction: each resource goes to its own id, so that
 * sending it twice changes nothing.
 */
final class ExamTransaction {

    /** Where the demo patients would live. A fullUrl must be absolute, and no server needs to answer at it. */
    private static final String BASE = "https://example.org/fhir/";

    private ExamTransaction() {}

    static Bundle of(List<? extends Resource> resources) {
        Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
        for (Resource resource : resources) {
            transaction
                    .addEntry()
                    .setFullUrl(BASE + reference(resource))
                    .setResource(resource)
                    .getRequest()
                    .setMethod(HTTPVerb.PUT)
                    .setUrl(reference(resource));
        }
        return transaction;
    }

    static String reference(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }
}
