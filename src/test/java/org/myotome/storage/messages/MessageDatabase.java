package org.myotome.storage.messages;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.HapiMigrator;
import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.myotome.storage.EmbeddedPostgresql;
import org.myotome.storage.embedded.FreshQueries;
import org.myotome.storage.messages.KeptMessage.Reason;
import org.myotome.storage.messages.KeptMessage.Status;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database with the tables of messages and no others. */
public record MessageDatabase(DataSource database, boolean h2, Server server) implements AutoCloseable {

    public static final String H2 = "H2";
    public static final String POSTGRESQL = "PostgreSQL";

    /** What is closed with it. */
    interface Server {
        void close() throws IOException, SQLException;
    }

    public static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    public static MessageDatabase on(String name) {
        if (name.equals(POSTGRESQL)) {
            EmbeddedPostgresql postgresql = EmbeddedPostgresql.empty();
            return new MessageDatabase(postgresql.database(), false, postgresql::close).migrate();
        }
        JdbcConnectionPool pool =
                JdbcConnectionPool.create(FreshQueries.url("jdbc:h2:mem:" + UUID.randomUUID()), "sa", "");
        return new MessageDatabase(pool, true, pool::dispose).migrate();
    }

    MessageDatabase migrate() {
        HapiMigrator migrator = new HapiMigrator(
                SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME,
                database,
                h2 ? DriverTypeEnum.H2_EMBEDDED : DriverTypeEnum.POSTGRES_9_4);
        migrator.addTask(MessageTables.migration());
        migrator.addTask(MessageTables.countsMigration());
        migrator.createMigrationTableIfRequired();
        migrator.migrate();
        return this;
    }

    public KeptMessages messages() {
        return new KeptMessages(database, transactions(), h2);
    }

    public KeptTables tables() {
        return new KeptTables(database, transactions());
    }

    DataSourceTransactionManager transactions() {
        return new DataSourceTransactionManager(database);
    }

    TransactionTemplate transaction() {
        return new TransactionTemplate(transactions());
    }

    JdbcTemplate jdbc() {
        return new JdbcTemplate(database);
    }

    public static KeptMessage accepted(String sender, String controlId, Instant received) {
        return message(sender, controlId, received, Status.ACCEPTED, List.of());
    }

    public static KeptMessage refused(String sender, String controlId, Instant received, Reason... reasons) {
        return message(sender, controlId, received, Status.REFUSED, List.of(reasons));
    }

    private static KeptMessage message(
            String sender, String controlId, Instant received, Status status, List<Reason> reasons) {
        return new KeptMessage(
                UUID.randomUUID().toString(),
                "hl7v2",
                "mllp",
                sender,
                controlId,
                "ORU^R01",
                received,
                ("MSH|^~\\&|" + controlId + "|Übung\r").getBytes(StandardCharsets.UTF_8),
                "UTF-8",
                status,
                1,
                received.plusMillis(3),
                "MSA|A",
                "{\"resourceType\":\"OperationOutcome\"}",
                status == Status.ACCEPTED ? 12 : 0,
                reasons);
    }

    public static KeptMessage with(KeptMessage message, byte[] content, String text) {
        return new KeptMessage(
                message.id(),
                message.format(),
                message.channel(),
                message.sender(),
                message.controlId(),
                message.type(),
                message.received(),
                content,
                message.charset(),
                message.status(),
                message.attempts(),
                message.worked(),
                text,
                text,
                message.stored(),
                message.reasons());
    }

    public static Reason because(String rule) {
        return new Reason(rule, "", "", "");
    }

    public static Reason unmapped(String system, String code, String text) {
        return new Reason("local-code-unmapped", system, code, text);
    }

    @Override
    public void close() throws IOException, SQLException {
        server.close();
    }
}
