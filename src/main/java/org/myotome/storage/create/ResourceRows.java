package org.myotome.storage.create;

import ca.uhn.fhir.jpa.searchparam.extractor.ResourceIndexedSearchParams;
import com.google.common.hash.Hashing;
import java.sql.Timestamp;

/** The rows that a resource and its first version are. */
final class ResourceRows {

    private ResourceRows() {}

    /** As HAPI hashes what it stores, by which it sees that an update changes nothing. */
    private static String hash(String json) {
        byte[] bytes = new byte[2 * json.length()];
        for (int i = 0; i < json.length(); i++) {
            char character = json.charAt(i);
            bytes[2 * i] = (byte) character;
            bytes[2 * i + 1] = (byte) (character >> Byte.SIZE);
        }
        return Hashing.sha256().hashBytes(bytes).toString();
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
                now,
                now,
                hash(form.json()),
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
                now,
                now,
                form.json(),
                form.source());
    }
}
