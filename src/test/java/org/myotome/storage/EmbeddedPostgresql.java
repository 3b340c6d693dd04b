package org.myotome.storage;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.myotome.guide.Guide;
import org.myotome.storage.database.Schema;
import org.myotome.storage.search.Cohorts;

/** A PostgreSQL server with the tables that Myotome makes. Where none can be started, its tests are skipped, and say so. */
public final class EmbeddedPostgresql implements AutoCloseable {

    private final EmbeddedPostgres server;

    private EmbeddedPostgresql(EmbeddedPostgres server) {
        this.server = server;
    }

    /** One without tables. */
    public static EmbeddedPostgresql empty() {
        return of(EmbeddedPostgres.builder());
    }

    /** One without tables, with other settings or of another version. */
    public static EmbeddedPostgresql of(EmbeddedPostgres.Builder settings) {
        try {
            return new EmbeddedPostgresql(settings.start());
        } catch (IOException | IllegalStateException impossible) {
            System.out.println("PostgreSQL cannot be started here: tests on it are skipped. " + impossible);
            return Assumptions.abort("PostgreSQL cannot be started here: " + impossible);
        }
    }

    public static EmbeddedPostgresql start() {
        EmbeddedPostgresql started = empty();
        started.migrate();
        return started;
    }

    private void migrate() {
        Schema.migrate(database(), DriverTypeEnum.POSTGRES_9_4, new Cohorts(Guide.load(FhirContext.forR4Cached())));
    }

    public DataSource database() {
        return server.getPostgresDatabase();
    }

    /** The address of its database, for anybody on this machine: the user {@code postgres} needs no password. */
    public String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    public int port() {
        return server.getPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
