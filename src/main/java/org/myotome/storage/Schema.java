package org.myotome.storage;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import java.util.List;
import javax.sql.DataSource;
import org.myotome.storage.messages.MessageTables;
import org.myotome.storage.migration.Migrations;
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
        return new Migrations(
                driver,
                () -> List.of(
                        cohorts.migration(),
                        TrimmedIndexes.migration(),
                        NarrowedIndexes.migration(),
                        TokenSystems.migration(),
                        MessageTables.migration(),
                        MessageTables.countsMigration(),
                        ProjectionTables.migration(),
                        GradeCounts.migration(),
                        cohorts.removal()));
    }

    /** The tables of HAPI alone. */
    public static void migrateToHapi(DataSource database, DriverTypeEnum driver) {
        new Migrations(driver, List::of).migrate(database);
    }
}
