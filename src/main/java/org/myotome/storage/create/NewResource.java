package org.myotome.storage.create;

import java.util.Date;
import org.hl7.fhir.r4.model.Resource;

/**
 * A resource that is not stored yet.
 *
 * @param id the row, and in digits the id, that it will have
 * @param typeId HAPI's number of its type
 * @param created when
 */
record NewResource(Resource resource, long id, short typeId, Date created) {

    String type() {
        return resource.fhirType();
    }

    String reference() {
        return type() + "/" + id;
    }
}
