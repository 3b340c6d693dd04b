package org.myotome.validation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Observation;

/** What the gate may ask of the store. References are relative, {@code Patient/123}, without a version. */
public interface StoredResources {

    /** Those of the references that lead to a resource which is stored and not deleted. */
    Set<String> existing(Collection<String> references);

    Optional<Observation> observation(String reference);

    /** The stored Observations that name this one in {@code derivedFrom} or {@code hasMember}. */
    List<Observation> usersOf(String reference);
}
