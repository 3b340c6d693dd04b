package org.myotome.storage;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.ValidationModeEnum;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Reads what is stored, for those who must know it before something is written. References are {@code Type/id}. */
public class ResourceStore {

    private final DaoRegistry daos;
    private final IFhirSystemDao<Bundle, Meta> system;
    private final ResourceIds resources;

    @PersistenceContext
    private EntityManager entities;

    ResourceStore(DaoRegistry daos, IFhirSystemDao<Bundle, Meta> system, ResourceIds resources) {
        this.daos = daos;
        this.system = system;
        this.resources = resources;
    }

    /**
     * Those of the references that lead to a resource which is stored and not deleted; what another server has deleted within
     * the last ten seconds may be among them.
     */
    public Set<String> existing(Collection<String> references) {
        return resources.rows(references).keySet();
    }

    /** The current version of a resource; empty if it was never stored or is deleted. */
    public Optional<Resource> read(String reference) {
        IdType id = new IdType(reference);
        try {
            return Optional.of(
                    (Resource) daos.getResourceDao(id.getResourceType()).read(id, new SystemRequestDetails()));
        } catch (ResourceNotFoundException | ResourceGoneException absent) {
            return Optional.empty();
        }
    }

    /** The Observations that name this one in {@code derivedFrom} or {@code hasMember}. */
    public List<Observation> usersOf(String reference) {
        return Stream.of(Observation.SP_DERIVED_FROM, Observation.SP_HAS_MEMBER)
                .map(parameter -> SearchParameterMap.newSynchronous(parameter, new ReferenceParam(reference)))
                .flatMap(
                        users -> daos
                                .getResourceDao(Observation.class)
                                .search(users, new SystemRequestDetails())
                                .getAllResources()
                                .stream())
                .map(Observation.class::cast)
                .toList();
    }

    /**
     * Has the running transaction forget the rows that it has read; what it has changed is written first. Before each query Hibernate
     * looks for changes in every row that was read so far, so that whoever reads many in one transaction forgets them one by one.
     */
    public void forget() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            entities.flush();
            entities.clear();
        }
    }

    /** Why a resource cannot be deleted, in words; empty if it can. */
    public Optional<String> obstacleToDelete(String reference) {
        IdType id = new IdType(reference);
        IFhirResourceDao<?> dao = daos.getResourceDao(id.getResourceType());
        try {
            dao.validate(
                    null, id, null, EncodingEnum.JSON, ValidationModeEnum.DELETE, null, new SystemRequestDetails());
            return Optional.empty();
        } catch (ResourceVersionConflictException | ResourceNotFoundException | ResourceGoneException obstacle) {
            return Optional.of(obstacle.getMessage());
        }
    }

    /** Stores a transaction as one unit, as if a client had posted it. */
    public Bundle transaction(Bundle transaction) {
        return system.transaction(new SystemRequestDetails(), transaction);
    }
}
