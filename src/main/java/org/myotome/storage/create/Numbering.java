package org.myotome.storage.create;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.cache.IResourceTypeCacheSvc;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;

/** Gives drafts their ids, by which they then refer to each other. */
final class Numbering {

    private final FhirContext fhir;
    private final IResourceTypeCacheSvc types;
    private final Keys keys;

    Numbering(FhirContext fhir, IResourceTypeCacheSvc types, Keys keys) {
        this.fhir = fhir;
        this.types = types;
        this.keys = keys;
    }

    List<NewResource> of(List<Draft> drafts, Date now) throws SQLException {
        List<NewResource> numbered = new ArrayList<>();
        Map<String, String> references = new HashMap<>();
        for (Draft draft : drafts) {
            String type = draft.resource().fhirType();
            long row = keys.next(Table.RESOURCE);
            String id = draft.id().orElseGet(() -> Long.toString(row));
            NewResource created = new NewResource(draft.resource(), row, id, types.getResourceTypeId(type), now);
            numbered.add(created);
            draft.placeholder().ifPresent(placeholder -> references.put(placeholder, created.reference()));
        }
        if (!references.isEmpty()) {
            numbered.forEach(created -> refer(created.resource(), references));
        }
        return numbered;
    }

    private void refer(Resource resource, Map<String, String> references) {
        fhir.newTerser().getAllResourceReferences(resource).forEach(found -> {
            String reference = references.get(
                    found.getResourceReference().getReferenceElement().getValue());
            if (reference != null) {
                found.getResourceReference().setReference(reference);
            }
        });
    }
}
