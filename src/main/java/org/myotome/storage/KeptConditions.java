package org.myotome.storage;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.dao.data.IResourceSearchUrlDao;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.search.ResourceSearchUrlSvc;
import ca.uhn.fhir.jpa.searchparam.MatchUrlService;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;

/**
 * The conditions under which resources were created, which are unique, so that of several clients that create the same at once one
 * does. HAPI forgets a condition as soon as the resource is updated, which may be a moment after it was created: a third client
 * that had looked for the resource before it was there then created it once more. Here the condition stays until everybody who had
 * looked before has done. Not final: Spring makes a class below it for the transactions of its methods.
 */
class KeptConditions extends ResourceSearchUrlSvc {

    /** How old HAPI lets conditions become; it looks every ten minutes. */
    private static final Duration AGE = Duration.ofHours(1);

    /** Longer than any transaction. */
    private static final Duration LEFT = Duration.ofMinutes(2);

    private final EntityManager entities;

    KeptConditions(
            EntityManager entities,
            IResourceSearchUrlDao rows,
            MatchUrlService conditions,
            FhirContext fhir,
            PartitionSettings partitions) {
        super(entities, rows, conditions, fhir, partitions);
        this.entities = entities;
    }

    /** Of resources that were updated, and may fit their conditions no more. What is deleted comes another way, and is forgotten. */
    @Override
    public void deleteByResIds(Collection<JpaPid> updated) {
        if (!updated.isEmpty()) {
            entities.createQuery("update ResourceSearchUrlEntity condition set condition.myCreatedTime = :old"
                            + " where condition.myResourcePid in (:updated) and condition.myCreatedTime > :old")
                    .setParameter("old", Date.from(Instant.now().minus(AGE).plus(LEFT)))
                    .setParameter("updated", updated.stream().map(JpaPid::getId).toList())
                    .executeUpdate();
        }
    }
}
