package org.myotome.storage.create;

import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.fhir.jpa.model.entity.EntityIndexStatusEnum;
import ca.uhn.fhir.jpa.model.entity.ResourceEncodingEnum;
import ca.uhn.fhir.jpa.searchparam.extractor.ResourceIndexedSearchParams;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;

/** The rows that a resource and its first version are. */
final class ResourceRows {

    private static final long FIRST_VERSION = 1;

    private ResourceRows() {}

    /** As HAPI hashes what it stores, by which it sees that an update changes nothing. */
    private static String hash(String json) {
        return Hashing.sha256()
                .hashBytes(json.getBytes(StandardCharsets.UTF_16LE))
                .toString();
    }

    static void add(NewResource created, StoredForm form, IndexRows.Index index, long version, Rows rows) {
        ResourceIndexedSearchParams values = index.values();
        Timestamp now = new Timestamp(created.created().getTime());
        rows.add(
                Table.RESOURCE,
                created.row(),
                created.id(),
                created.type(),
                created.typeId(),
                FIRST_VERSION,
                FhirVersionEnum.R4.name(),
                now,
                now,
                hash(form.json()),
                false,
                EntityIndexStatusEnum.INDEXED_RDBMS_ONLY.ordinal(),
                false,
                false,
                false,
                false,
                !values.myDateParams.isEmpty(),
                !values.myNumberParams.isEmpty(),
                !values.myQuantityParams.isEmpty(),
                !values.myQuantityNormalizedParams.isEmpty(),
                !values.myStringParams.isEmpty(),
                !values.myTokenParams.isEmpty(),
                !values.myUriParams.isEmpty(),
                !index.links().isEmpty());
        rows.add(
                Table.VERSION,
                version,
                created.row(),
                created.type(),
                created.typeId(),
                FIRST_VERSION,
                FhirVersionEnum.R4.name(),
                now,
                now,
                ResourceEncodingEnum.JSON.name(),
                form.json(),
                false,
                form.source());
    }
}
