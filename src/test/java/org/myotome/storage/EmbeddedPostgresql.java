package org.myotome.storage;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.HapiMigrator;
import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import ca.uhn.fhir.jpa.migrate.tasks.HapiFhirJpaMigrationTasks;
import ca.uhn.fhir.util.VersionEnum;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;

/** A PostgreSQL server with the tables that Myotome makes. Where none can be started, its tests are skipped, and say so. */
public final class EmbeddedPostgresql implements AutoCloseable {

    private final EmbeddedPostgres server;

    private EmbeddedPostgresql(EmbeddedPostgres server) {
        this.server = server;
    }

    public static EmbeddedPostgresql start() {
        EmbeddedPostgresql started = new EmbeddedPostgresql(server());
        started.migrate();
        return started;
    }

    private static EmbeddedPostgres server() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException | IllegalStateException impossible) {
            System.out.println("PostgreSQL cannot be started here: tests on it are skipped. " + impossible);
            return Assumptions.abort("PostgreSQL cannot be started here: " + impossible);
        }
    }

    private void migrate() {
        HapiMigrator migrator =
                new HapiMigrator(SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME, database(), DriverTypeEnum.POSTGRES_9_4);
        migrator.addTasks(new HapiFhirJpaMigrationTasks(Set.of()).getAllTasks(VersionEnum.values()));
        migrator.addTask(TrimmedIndexes.migration());
        migrator.addTask(NarrowedIndexes.migration());
        migrator.createMigrationTableIfRequired();
        migrator.migrate();
    }

    public DataSource database() {
        return server.getPostgresDatabase();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
