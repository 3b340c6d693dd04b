package org.myotome.storage.projection;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Observation;
import org.myotome.FhirInterceptor;
import org.springframework.jdbc.core.JdbcTemplate;

/** Projects what HAPI stores, in the transaction that stores it. */
@Interceptor
public final class ProjectionUpkeep implements FhirInterceptor {

    private static final String STORED =
            "select RES_ID, RES_VER from HFJ_RESOURCE where RES_TYPE = 'Observation' and FHIR_ID = ?";
    private static final String WRITTEN = ProjectionUpkeep.class.getName();

    private final JdbcTemplate jdbc;
    private final Projector projector;
    private final ProjectionWriter writer;

    @PersistenceContext
    private EntityManager entities;

    ProjectionUpkeep(DataSource database, Projector projector) {
        this.jdbc = new JdbcTemplate(database);
        this.projector = projector;
        this.writer = new ProjectionWriter(database, projector);
    }

    /** Says of a transaction that whoever stores the new resources writes their rows too. */
    public static void isWrittenAlready(TransactionDetails transaction) {
        transaction.putUserData(WRITTEN, true);
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource, TransactionDetails transaction) {
        if (transaction.getUserData(WRITTEN) == null) {
            stored(resource);
        }
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource now) {
        stored(now);
    }

    private void stored(IBaseResource resource) {
        if (resource instanceof Observation observation) {
            find(observation, (row, version) -> writer.write(row, observation, version));
        }
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED)
    public void deleted(IBaseResource resource) {
        if (resource instanceof Observation observation) {
            find(observation, (row, version) -> writer.remove(row, projector.isExam(observation)));
        }
    }

    /** What is expunged was deleted before, unless all is expunged at once. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_EXPUNGE_EVERYTHING)
    public void expungedEverything(AtomicInteger count) {
        count.addAndGet(jdbc.update("delete from " + ProjectionTables.STRENGTH));
    }

    /** What the transaction has stored so far, references too, may not have reached the database yet. */
    private void find(Observation observation, Found found) {
        entities.flush();
        jdbc.query(
                STORED,
                row -> {
                    found.in(row.getLong(1), row.getLong(2));
                },
                observation.getIdElement().getIdPart());
    }

    private interface Found {

        void in(long row, long version);
    }
}
