package org.myotome.storage;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.dao.JpaDaoResourceLinkResolver;
import ca.uhn.fhir.jpa.model.cross.IResourceLookup;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.searchparam.extractor.PathAndRef;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;

/**
 * Finds the target of a reference within the transaction that writes the reference, and tells HAPI, which would ask the
 * database through JPA. What is not found here HAPI looks for itself, and refuses.
 */
final class QuickLinkResolver extends JpaDaoResourceLinkResolver {

    private final ResourceIds resources;

    QuickLinkResolver(ResourceIds resources) {
        this.resources = resources;
    }

    @Override
    @SuppressWarnings("rawtypes") // as inherited
    public IResourceLookup findTargetResource(
            RequestPartitionId partition,
            String sourceType,
            PathAndRef reference,
            RequestDetails request,
            @Nullable TransactionDetails transaction) {
        IIdType target = reference.getRef().getReferenceElement();
        if (transaction != null && target.hasResourceType() && target.hasIdPart() && !target.hasBaseUrl()) {
            resolve(target.toUnqualifiedVersionless(), transaction);
        }
        return super.findTargetResource(partition, sourceType, reference, request, transaction);
    }

    private void resolve(IIdType target, TransactionDetails transaction) {
        if (transaction.hasResolvedResourceId(target)) {
            return;
        }
        JpaPid row = resources.of(Set.of(target.getValue())).get(target.getValue());
        if (row != null) {
            transaction.addResolvedResourceId(target, row);
        }
    }
}
