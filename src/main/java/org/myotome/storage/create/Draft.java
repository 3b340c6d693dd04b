package org.myotome.storage.create;

import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

/**
 * A resource that is to be stored.
 *
 * @param placeholder what other resources of the same transaction refer to it by until it has an id
 * @param id that it must get, not only of digits; otherwise it gets a number
 */
public record Draft(Resource resource, Optional<String> placeholder, Optional<String> id) {

    public Draft(Resource resource, Optional<String> placeholder) {
        this(resource, placeholder, Optional.empty());
    }
}
