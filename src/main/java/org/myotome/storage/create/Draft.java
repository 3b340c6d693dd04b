package org.myotome.storage.create;

import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

/**
 * A resource that is to be stored.
 *
 * @param placeholder what other resources of the same transaction refer to it by until it has an id
 */
public record Draft(Resource resource, Optional<String> placeholder) {}
