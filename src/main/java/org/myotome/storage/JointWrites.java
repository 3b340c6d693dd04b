package org.myotome.storage;

import ca.uhn.fhir.interceptor.api.HookParams;
import ca.uhn.fhir.interceptor.api.IInterceptorBroadcaster;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Meta;
import org.myotome.storage.create.Draft;
import org.myotome.storage.create.StoredCreates;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes of several kinds that stand or fall together. */
public final class JointWrites {

    private final TransactionTemplate transaction;
    private final StoredCreates creates;
    private final IFhirSystemDao<Bundle, Meta> system;
    private final IInterceptorBroadcaster interceptors;
    private final ResourceIds resources;

    JointWrites(
            PlatformTransactionManager transactions,
            StoredCreates creates,
            IFhirSystemDao<Bundle, Meta> system,
            IInterceptorBroadcaster interceptors,
            ResourceIds resources) {
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRED);
        this.creates = creates;
        this.system = system;
        this.interceptors = interceptors;
        this.resources = resources;
    }

    /** Runs it in one transaction, the running one if there is one. If it throws, nothing of it stays. */
    public <T> T together(Supplier<T> work) {
        return transaction.execute(status -> work.get());
    }

    /** Runs it and then has nothing of it stay. */
    public <T> T tentatively(Supplier<T> work) {
        return transaction.execute(status -> {
            status.setRollbackOnly();
            return work.get();
        });
    }

    /**
     * Stores the entries of a transaction, whose requests are PUT to ids. Those with {@code If-None-Match: *} are
     * new; their ids are not only of digits. Within {@link #together}.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException with the findings of the gate about the entries
     *     as they are numbered here
     * @throws ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException if what is updated has changed meanwhile
     */
    public void store(Bundle entries) {
        SystemRequestDetails request = new SystemRequestDetails();
        announce(entries, request);
        // What was deleted has its id for ever, and is stored as its next version.
        Set<String> deleted = resources.deleted(entries.getEntry().stream()
                .filter(JointWrites::isNew)
                .map(entry -> entry.getRequest().getUrl())
                .toList());
        List<Draft> drafts = new ArrayList<>();
        Bundle others = new Bundle().setType(BundleType.TRANSACTION);
        for (BundleEntryComponent entry : entries.getEntry()) {
            if (deleted.contains(entry.getRequest().getUrl())) {
                BundleEntryComponent again = entry.copy().setResource(entry.getResource());
                again.getRequest().setIfNoneMatch(null);
                others.addEntry(again);
            } else if (isNew(entry)) {
                String id = new IdType(entry.getRequest().getUrl()).getIdPart();
                drafts.add(new Draft(entry.getResource(), Optional.empty(), Optional.of(id)));
            } else {
                others.addEntry(entry);
            }
        }
        if (!drafts.isEmpty()) {
            creates.create(drafts, request);
        }
        if (others.hasEntry()) {
            system.transactionNested(new SystemRequestDetails(), others);
        }
    }

    private static boolean isNew(BundleEntryComponent entry) {
        return "*".equals(entry.getRequest().getIfNoneMatch());
    }

    /** Whoever judges what the server stores of itself judges it here, as a whole. */
    private void announce(Bundle entries, SystemRequestDetails request) {
        interceptors.callHooks(
                Pointcut.STORAGE_TRANSACTION_PROCESSING,
                new HookParams()
                        .add(IBaseBundle.class, entries)
                        .add(RequestDetails.class, request)
                        .addIfMatchesType(ServletRequestDetails.class, request));
    }
}
