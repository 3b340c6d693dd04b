package org.myotome.storage.create;

import java.util.Date;
import org.hl7.fhir.r4.model.Resource;

/**
 * A resource that is not stored yet.
 *
 * @param row that it will have
 * @param id the number of the row, or the one that was asked for
 * @param typeId HAPI's number of its type
 * @param created when
 */
record NewResource(Resource resource, long row, String id, short typeId, Date created) {

    String type() {
        return resource.fhirType();
    }

    String reference() {
        return type() + "/" + id;
    }
}
