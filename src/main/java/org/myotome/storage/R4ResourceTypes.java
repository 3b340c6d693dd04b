package org.myotome.storage;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.cache.ResourceTypeCacheSvcImpl;
import ca.uhn.fhir.jpa.dao.data.IResourceTypeDao;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.jpa.model.entity.ResourceTypeEntity;
import ca.uhn.fhir.jpa.util.MemoryCacheService;
import java.util.List;

/**
 * The table of resource types, with those of FHIR R4. HAPI's own filling asks for the types of every version of FHIR, and
 * needs their libraries on the class path for it.
 */
final class R4ResourceTypes extends ResourceTypeCacheSvcImpl {

    private final IResourceTypeDao rows;
    private final FhirContext fhir;

    R4ResourceTypes(
            IHapiTransactionService transactions, IResourceTypeDao rows, MemoryCacheService cache, FhirContext fhir) {
        super(transactions, rows, cache);
        this.rows = rows;
        this.fhir = fhir;
    }

    @Override
    protected void initResourceTypes() {
        List<ResourceTypeEntity> existing = rows.findAll();
        if (existing.isEmpty()) {
            fhir.getResourceTypes().stream().sorted().forEach(this::createResourceType);
            existing = rows.findAll();
        }
        existing.forEach(type -> addToCache(type.getResourceType(), type.getResourceTypeId()));
    }
}
