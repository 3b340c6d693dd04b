package org.myotome.storage.create;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.model.entity.ResourceHistoryTable;
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

    /** The resource is given its id, version and time. */
    static StoredForm of(NewResource created, FhirContext fhir) {
        Meta meta = created.resource().getMeta();
        @Nullable String source = source(meta);
        created.resource().setId((String) null);
        meta.setVersionId(null).setLastUpdated(null).setSource(null);
        String json = fhir.newJsonParser().encodeResourceToString(created.resource());
        created.resource().setId(new IdType(created.type(), Long.toString(created.id()), FIRST_VERSION));
        meta.setVersionId(FIRST_VERSION).setLastUpdated(created.created()).setSource(source);
        return new StoredForm(json, source);
    }

    /** What follows the number sign, HAPI keeps for the id of a request. */
    private static @Nullable String source(Meta meta) {
        return StringUtils.trimToNull(StringUtils.left(
                StringUtils.substringBefore(meta.getSource(), "#"), ResourceHistoryTable.SOURCE_URI_LENGTH));
    }

    FoundResource found(NewResource created) {
        return new FoundResource(
                created.type(),
                Long.toString(created.id()),
                1,
                created.created(),
                source == null ? "" : source,
                json,
                true);
    }
}
