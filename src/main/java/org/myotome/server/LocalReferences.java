package org.myotome.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.r4.model.Resource;

/** References that name this server by its own address are references to what is stored here. */
final class LocalReferences {

    private LocalReferences() {}

    /** Makes them relative, as they are stored. */
    static void makeRelative(Resource resource, RequestDetails request, FhirContext fhir) {
        String base = request.getFhirServerBase() + "/";
        fhir.newTerser().getAllResourceReferences(resource).stream()
                .map(found -> found.getResourceReference())
                .filter(reference -> reference.getReferenceElement().getValue() != null)
                .filter(reference -> reference.getReferenceElement().getValue().startsWith(base))
                .forEach(reference -> reference.setReference(
                        reference.getReferenceElement().getValue().substring(base.length())));
    }
}
