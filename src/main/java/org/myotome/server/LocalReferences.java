package org.myotome.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.r4.model.Resource;

/** References that name this server by its own address are references to what is stored here. */
final class LocalReferences {

    private LocalReferences() {}

    /**
     * Makes them relative, as they are stored.
     *
     * @param text the resource as it was sent, in which the address of this server seldom occurs
     */
    static void makeRelative(Resource resource, String text, RequestDetails request, FhirContext fhir) {
        String base = request.getFhirServerBase() + "/";
        boolean escaped = text.indexOf('\\') >= 0 || text.indexOf('&') >= 0;
        if (!escaped && !text.contains(base)) {
            return;
        }
        fhir.newTerser().getAllResourceReferences(resource).stream()
                .map(found -> found.getResourceReference())
                .filter(reference -> reference.getReferenceElement().getValue() != null)
                .filter(reference -> reference.getReferenceElement().getValue().startsWith(base))
                .forEach(reference -> reference.setReference(
                        reference.getReferenceElement().getValue().substring(base.length())));
    }
}
