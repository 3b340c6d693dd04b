package org.myotome.storage.create;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.model.entity.ResourceHistoryTable;
import ca.uhn.fhir.util.IMetaTagSorter;
import ca.uhn.fhir.util.MetaTagSorterAlphabetical;
import org.apache.commons.lang3.StringUtils;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Meta;
import org.jspecify.annotations.Nullable;
import org.myotome.storage.search.FoundResource;

/**
 * How a new resource is stored.
 *
 * @param json without what has columns of its own: id, version, time and source
 */
record StoredForm(String json, @Nullable String source) {

    private static final String FIRST_VERSION = "1";

    /** HAPI's, so that its check sum of the same resource is the same. */
    private static final IMetaTagSorter SORTER = new MetaTagSorterAlphabetical();

    /** The resource is given its id, version and time. */
    static StoredForm of(NewResource created, FhirContext fhir) {
        Meta meta = created.resource().getMeta();
        @Nullable String source = source(meta);
        SORTER.sort(meta);
        created.resource().setId((String) null);
        meta.setVersionId(null).setLastUpdated(null).setSource(null);
        String json = fhir.newJsonParser().encodeResourceToString(created.resource());
        if (meta.isEmpty()) {
            json = withEmptyMeta(json, created.type());
        }
        created.resource().setId(new IdType(created.type(), created.id(), FIRST_VERSION));
        meta.setVersionId(FIRST_VERSION).setLastUpdated(created.created()).setSource(source);
        return new StoredForm(json, source);
    }

    /** As HAPI writes it in an update, which it then knows to change nothing. */
    private static String withEmptyMeta(String json, String type) {
        String start = "{\"resourceType\":\"" + type + "\"";
        return start + ",\"meta\":{}" + json.substring(start.length());
    }

    /** What follows the number sign, HAPI keeps for the id of a request. */
    private static @Nullable String source(Meta meta) {
        return StringUtils.trimToNull(StringUtils.left(
                StringUtils.substringBefore(meta.getSource(), "#"), ResourceHistoryTable.SOURCE_URI_LENGTH));
    }

    FoundResource found(NewResource created) {
        return new FoundResource(
                created.type(), created.id(), 1, created.created(), source == null ? "" : source, json, true);
    }
}
