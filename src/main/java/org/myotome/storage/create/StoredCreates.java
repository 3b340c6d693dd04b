package org.myotome.storage.create;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.HookParams;
import ca.uhn.fhir.interceptor.api.IInterceptorBroadcaster;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.cache.IResourceTypeCacheSvc;
import ca.uhn.fhir.jpa.cache.ISearchParamIdentityCacheSvc;
import ca.uhn.fhir.jpa.model.entity.StorageSettings;
import ca.uhn.fhir.jpa.searchparam.extractor.ISearchParamExtractor;
import ca.uhn.fhir.rest.api.InterceptorInvocationTimingEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Observation;
import org.myotome.storage.projection.Exams;
import org.myotome.storage.projection.NewRows;
import org.myotome.storage.projection.ProjectionUpkeep;
import org.myotome.storage.projection.Projector;
import org.myotome.storage.search.FoundResource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Stores new resources: all of them, or none. Whoever decides about what is stored hears of them as of those that HAPI stores.
 */
public final class StoredCreates {

    /** Types that HAPI does nothing for but to store and index them. */
    private static final Set<String> TYPES = Set.of(
            "Condition",
            "Device",
            "DiagnosticReport",
            "Encounter",
            "Observation",
            "Organization",
            "Patient",
            "Practitioner",
            "Provenance");

    private final RowWriter writer;
    private final StoredRows stored;
    private final IInterceptorBroadcaster interceptors;
    private final FhirContext fhir;
    private final Keys keys;
    private final Numbering numbering;
    private final IndexRows index;
    private final Projector projector;

    private StoredCreates(
            RowWriter writer,
            StoredRows stored,
            IInterceptorBroadcaster interceptors,
            FhirContext fhir,
            Keys keys,
            Numbering numbering,
            IndexRows index,
            Projector projector) {
        this.writer = writer;
        this.stored = stored;
        this.interceptors = interceptors;
        this.fhir = fhir;
        this.keys = keys;
        this.numbering = numbering;
        this.index = index;
        this.projector = projector;
    }

    /**
     * @param extractor says what is indexed
     * @param stored where the resources are that new ones refer to
     * @param projector makes the rows of the projection
     */
    public static StoredCreates of(
            FhirContext fhir,
            StorageSettings settings,
            ISearchParamExtractor extractor,
            IInterceptorBroadcaster interceptors,
            ISearchParamRegistry parameters,
            ISearchParamIdentityCacheSvc identities,
            IResourceTypeCacheSvc types,
            DataSource dataSource,
            StoredRows stored,
            Projector projector) {
        Dialect dialect = Dialect.of(dataSource);
        Keys keys = new Keys(dataSource, dialect);
        RowWriter writer = new RowWriter(dataSource, dialect);
        IndexRows index = new IndexRows(fhir, settings, extractor, interceptors, parameters, identities, types, keys);
        return new StoredCreates(
                writer, stored, interceptors, fhir, keys, new Numbering(fhir, types, keys), index, projector);
    }

    /** Whether such resources can be stored here; HAPI must store all others. */
    public static boolean isFor(String type) {
        return TYPES.contains(type);
    }

    /**
     * Stores resources that the gate has accepted.
     *
     * <p>In the running transaction, if there is one, which must then not go on after an error.
     *
     * @param drafts {@linkplain #isFor of these types}, and without references but to each other and to what is stored; they
     *     get their ids, versions and times
     * @return the same in their order
     */
    public List<FoundResource> create(List<Draft> drafts, RequestDetails request) {
        TransactionDetails details = new TransactionDetails();
        ProjectionUpkeep.isWrittenAlready(details);
        drafts.forEach(draft -> announce(draft.resource(), request, details));
        try {
            List<NewResource> created = numbering.of(drafts, details.getTransactionDate());
            List<StoredForm> forms =
                    created.stream().map(one -> StoredForm.of(one, fhir)).toList();
            write(created, forms, request, details);
            return Stream.iterate(0, i -> i < created.size(), i -> i + 1)
                    .map(i -> forms.get(i).found(created.get(i)))
                    .toList();
        } catch (SQLException e) {
            throw new InternalErrorException("The database did not store it", e);
        }
    }

    private void write(
            List<NewResource> created, List<StoredForm> forms, RequestDetails request, TransactionDetails details)
            throws SQLException {
        List<IndexRows.Index> indexes =
                created.stream().map(one -> index.of(one, request)).toList();
        Runnable confirmation = () -> created.forEach(one -> confirm(one.resource(), request, details));
        Set<String> targets = targets(created, indexes);
        Map<String, Long> known = stored.rows(targets);
        try {
            writer.write(rows(created, forms, indexes, known), confirmation);
        } catch (SQLException refused) {
            if (!Rows.TARGET_GONE.equals(refused.getSQLState())) {
                throw refused;
            }
            // It was deleted, perhaps by another server, since it was looked up.
            stored.forget(targets);
            writer.write(rows(created, forms, indexes, stored.rows(targets)), confirmation);
            return;
        }
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            stored.confirm(known);
        }
    }

    private void announce(IBaseResource resource, RequestDetails request, TransactionDetails details) {
        interceptors.callHooks(
                Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED,
                new HookParams()
                        .add(IBaseResource.class, resource)
                        .add(RequestDetails.class, request)
                        .addIfMatchesType(ServletRequestDetails.class, request)
                        .add(RequestPartitionId.class, RequestPartitionId.allPartitions())
                        .add(TransactionDetails.class, details));
    }

    private void confirm(IBaseResource resource, RequestDetails request, TransactionDetails details) {
        interceptors.callHooks(
                Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED,
                new HookParams()
                        .add(IBaseResource.class, resource)
                        .add(RequestDetails.class, request)
                        .addIfMatchesType(ServletRequestDetails.class, request)
                        .add(TransactionDetails.class, details)
                        .add(InterceptorInvocationTimingEnum.class, InterceptorInvocationTimingEnum.ACTIVE));
    }

    /** What is referred to but not created here. */
    private static Set<String> targets(List<NewResource> created, List<IndexRows.Index> indexes) {
        Set<String> targets = indexes.stream()
                .flatMap(of -> of.links().stream())
                .map(IndexRows.Link::target)
                .collect(Collectors.toSet());
        created.forEach(one -> targets.remove(one.reference()));
        return targets;
    }

    private Rows rows(
            List<NewResource> created, List<StoredForm> forms, List<IndexRows.Index> indexes, Map<String, Long> stored)
            throws SQLException {
        Map<String, Long> targets = new HashMap<>(stored);
        created.forEach(one -> targets.put(one.reference(), one.row()));
        Rows rows = new Rows();
        rows.referTo(stored.values());
        NewRows projected = new NewRows(projector);
        for (int i = 0; i < created.size(); i++) {
            ResourceRows.add(created.get(i), forms.get(i), indexes.get(i), keys.next(Table.VERSION), rows);
            index.add(created.get(i), indexes.get(i), targets, rows);
            if (created.get(i).resource() instanceof Observation observation) {
                projected.add(observation, created.get(i).row(), indexes.get(i).targets(targets));
            }
        }
        projected.values().forEach(row -> rows.add(Table.STRENGTH, row));
        projected.patientsWithOlderMembers().forEach(patient -> rows.follow(Exams.OF_PATIENT, patient));
        return rows;
    }
}
