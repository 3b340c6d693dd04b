package org.myotome.storage;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.api.svc.ResolveIdentityMode;
import ca.uhn.fhir.jpa.dao.index.IdHelperService;
import ca.uhn.fhir.jpa.model.cross.IResourceLookup;
import ca.uhn.fhir.jpa.model.cross.JpaResourceLookup;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.model.entity.PartitionablePartitionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.IdType;

/**
 * HAPI's look-up of identifiers, by one indexed statement. HAPI asks through JPA for each type and identifier with an
 * {@code or} between them, for which H2 reads all resources of the type: a transaction became slower with every patient.
 * What is not found so, or is deleted, HAPI looks for itself.
 */
final class QuickIds extends IdHelperService {

    private final ResourceIds resources;

    QuickIds(ResourceIds resources) {
        this.resources = resources;
    }

    @Override
    public Map<IIdType, IResourceLookup<JpaPid>> resolveResourceIdentities(
            RequestPartitionId partition, Collection<IIdType> ids, ResolveIdentityMode mode) {
        Map<String, JpaPid> rows = resources.of(ids.stream()
                .filter(id -> id.hasResourceType() && id.hasIdPart())
                .map(QuickIds::reference)
                .toList());
        Map<IIdType, IResourceLookup<JpaPid>> found = new HashMap<>();
        List<IIdType> others = new ArrayList<>();
        for (IIdType id : ids) {
            JpaPid row = rows.get(reference(id));
            if (row == null) {
                others.add(id);
            } else {
                IIdType plain = new IdType(id.getResourceType(), id.getIdPart());
                row.setAssociatedResourceId(plain);
                found.put(plain, lookup(plain, row));
            }
        }
        if (!others.isEmpty()) {
            found.putAll(super.resolveResourceIdentities(partition, others, mode));
        }
        return found;
    }

    private static String reference(IIdType id) {
        return id.getResourceType() + "/" + id.getIdPart();
    }

    private static JpaResourceLookup lookup(IIdType id, JpaPid row) {
        return new JpaResourceLookup(
                id.getResourceType(), id.getIdPart(), row, null, PartitionablePartitionId.with(null, null));
    }
}
