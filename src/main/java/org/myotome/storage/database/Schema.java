package org.myotome.storage.database;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.taskdef.BaseTask;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.myotome.storage.messages.MessageTables;
import org.myotome.storage.migration.DatabaseException;
import org.myotome.storage.migration.Migrations;
import org.myotome.storage.migration.Preview;
import org.myotome.storage.projection.ProjectionTables;
import org.myotome.storage.search.Cohorts;
import org.myotome.storage.search.GradeCounts;

/** The tables and indexes of a database: those of HAPI, and what Myotome has changed in them since. */
public final class Schema {

    private Schema() {}

    /** Brings a database up to date, an empty one too. */
    public static void migrate(DataSource database, DriverTypeEnum driver, Cohorts cohorts) {
        migrations(driver, cohorts).migrate(database);
    }

    static Migrations migrations(DriverTypeEnum driver, Cohorts cohorts) {
        return new Migrations(driver, () -> ours(cohorts));
    }

    private static List<BaseTask> ours(Cohorts cohorts) {
        return List.of(
                cohorts.migration(),
                TrimmedIndexes.migration(),
                NarrowedIndexes.migration(),
                SampledValues.migration(),
                TokenSystems.migration(),
                MessageTables.migration(),
                MessageTables.countsMigration(),
                ProjectionTables.migration(),
                GradeCounts.migration(),
                cohorts.removal());
    }

    /**
     * What {@link #migrate} would change in a database of H2 or PostgreSQL; changes nothing.
     *
     * @throws DatabaseException if it is a later database than this program knows
     * @throws SQLException if it cannot be asked which of both it is
     */
    public static Preview preview(DataSource database, Cohorts cohorts) throws SQLException {
        return migrations(driver(database), cohorts).preview(database);
    }

    private static DriverTypeEnum driver(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            boolean postgresql =
                    connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
            return postgresql ? DriverTypeEnum.POSTGRES_9_4 : DriverTypeEnum.H2_EMBEDDED;
        }
    }

    /** The tables of HAPI alone. */
    public static void migrateToHapi(DataSource database, DriverTypeEnum driver) {
        new Migrations(driver, List::of).migrate(database);
    }
}
