package org.myotome.validation;

import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/** A check that no profile can express, because it looks beyond the resource or into a map. */
interface Rule {

    /** The findings, with paths from the root of the resource. */
    List<Finding> check(Resource resource, Surroundings surroundings);
}
