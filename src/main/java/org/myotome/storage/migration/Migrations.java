package org.myotome.storage.migration;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.HapiMigrationException;
import ca.uhn.fhir.jpa.migrate.HapiMigrator;
import ca.uhn.fhir.jpa.migrate.taskdef.BaseTask;
import ca.uhn.fhir.jpa.migrate.taskdef.InitializeSchemaTask;
import ca.uhn.fhir.jpa.migrate.tasks.HapiFhirJpaMigrationTasks;
import ca.uhn.fhir.util.VersionEnum;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** All changes that this program knows, and how a database gets those that it does not have. */
public final class Migrations {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private final DriverTypeEnum driver;
    private final List<BaseTask> hapis;
    private final Supplier<List<BaseTask>> ours;

    /** @param ours the changes of Myotome in their order, which come after those of HAPI; made anew at each call */
    public Migrations(DriverTypeEnum driver, Supplier<List<BaseTask>> ours) {
        this.driver = driver;
        this.hapis = StreamSupport.stream(
                        new HapiFhirJpaMigrationTasks(Set.of())
                                .getAllTasks(VersionEnum.values())
                                .spliterator(),
                        false)
                // HAPI leaves these to the operator, and never writes down that they are done.
                .filter(task -> !task.isHeavyweightSkippableTask())
                .toList();
        this.ours = ours;
    }

    /**
     * Brings a database up to date, an empty one too, and checks that it is. On PostgreSQL one node does so at a time, and the
     * others wait.
     *
     * @throws DatabaseException if it is a later database than this program knows, or lacks what it must have
     */
    public void migrate(DataSource database) {
        if (driver == DriverTypeEnum.H2_EMBEDDED) {
            // It belongs to one process.
            UnfinishedStart.undo(database, changes());
            migrateAlone(database);
            return;
        }
        PostgresVersion.of(database).check();
        try (MigrationLock lock = MigrationLock.take(database)) {
            if (History.of(lock.database()).hasTables()) {
                migrateAlone(lock.database());
            } else {
                lock.allOrNothing(this::migrateAlone);
            }
        } catch (SQLException e) {
            throw DatabaseException.unchanged(e);
        }
    }

    private void migrateAlone(DataSource database) {
        History history = History.of(database);
        Preview preview = preview(history, database);
        if (preview.missing().isEmpty() && !preview.pending().isEmpty()) {
            if (!preview.isNew()) {
                LOG.info(
                        "Changing the tables of the database: {} changes",
                        preview.pending().size());
            }
            history.removeLockOfHapi(database);
            change(database);
            preview = preview(database);
        }
        if (!preview.isCurrent()) {
            throw new DatabaseException(incomplete(preview));
        }
    }

    private void change(DataSource database) {
        HapiMigrator migrator = new HapiMigrator(History.TABLE, database, driver);
        tasks().forEach(migrator::addTask);
        try {
            migrator.createMigrationTableIfRequired();
            migrator.migrate();
        } catch (HapiMigrationException | DataAccessException e) {
            throw DatabaseException.unchanged(e);
        }
    }

    /**
     * What {@link #migrate} would do; changes nothing.
     *
     * @throws DatabaseException if it is a later database than this program knows
     */
    public Preview preview(DataSource database) {
        return preview(History.of(database), database);
    }

    /** The preview of a database that does not exist yet. */
    public Preview previewOfNew() {
        return new Preview(true, changes(), List.of());
    }

    private Preview preview(History history, DataSource database) {
        List<Change> known = changes();
        List<Change> later = history.later(known);
        if (!later.isEmpty()) {
            throw new DatabaseException(LaterDatabase.message(later));
        }
        if (!history.hasTables()) {
            return previewOfNew();
        }
        List<Change> pending = history.pending(known);
        Map<String, String> parts = parts(pending);
        if (!pending.isEmpty()) {
            // What a pending change takes away need not be there either.
            parts.keySet().retainAll(parts(List.of()).keySet());
        }
        parts.keySet().removeAll(FoundParts.of(database, driver));
        List<String> missing = parts.entrySet().stream()
                .map(part -> part.getKey() + ", which this makes: " + part.getValue())
                .toList();
        return new Preview(false, pending, missing);
    }

    /** What all changes but the pending ones must have left. HAPI's are taken together, as a new database gets them. */
    private Map<String, String> parts(List<Change> pending) {
        List<String> statements = new ArrayList<>();
        if (pending.stream().noneMatch(Change::isOfHapi)) {
            statements.addAll(statementsOfHapi());
        }
        ours.get().stream()
                .filter(task -> !pending.contains(Change.of(task)))
                .forEach(task -> statements.addAll(statements(task)));
        return SchemaParts.of(statements);
    }

    private List<String> statementsOfHapi() {
        return hapis.stream()
                .filter(InitializeSchemaTask.class::isInstance)
                .map(task -> ((InitializeSchemaTask) task).getSchemaInitializationProvider())
                .flatMap(schema -> schema.getSqlStatements(driver).stream())
                .toList();
    }

    private List<String> statements(BaseTask task) {
        task.setDriverType(driver);
        task.setDryRun(true);
        try {
            task.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return task.getExecutedStatements().stream()
                .map(BaseTask.ExecutedStatement::getSql)
                .toList();
    }

    private List<Change> changes() {
        return tasks().stream().map(Change::of).toList();
    }

    private List<BaseTask> tasks() {
        return Stream.concat(hapis.stream(), ours.get().stream()).toList();
    }

    private static String incomplete(Preview preview) {
        return "The database was changed by something else than Myotome, or its first start did not come to its end: "
                + preview.missing().size() + " parts are missing.\n" + String.join("\n", preview.missing())
                + "\nMake them by these statements, or restore a backup; a database that holds nothing yet can be made anew.";
    }
}
