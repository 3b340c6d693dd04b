package org.myotome;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

/**
 * What an operation may ask of the rest of the server without knowing it. The {@code server} package joins store and gate
 * behind it.
 */
public interface OperationResources {

    /**
     * The current version of a stored resource; empty if it was never stored or is deleted.
     *
     * @param reference {@code Type/id}
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException if it does not conform to the profile
     */
    Optional<Resource> stored(String reference, String profile);

    /**
     * The resource in the body, alone or as the parameter of a Parameters; empty if there is none. It is judged as it was
     * sent, as if it were to be stored, except that its references need not lead to stored resources.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException with every finding
     */
    Optional<Resource> sent(RequestDetails request, String parameter, String profile);
}
