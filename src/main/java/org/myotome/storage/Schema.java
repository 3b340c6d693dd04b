package org.myotome.storage;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.taskdef.BaseTask;
import ca.uhn.fhir.jpa.migrate.tasks.HapiFhirJpaMigrationTasks;
import ca.uhn.fhir.util.VersionEnum;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
        return new Migrations(driver, () -> ours(cohorts));
    }

    private static List<BaseTask> ours(Cohorts cohorts) {
        return List.of(
                cohorts.migration(),
                TrimmedIndexes.migration(),
                NarrowedIndexes.migration(),
                TokenSystems.migration(),
                MessageTables.migration(),
                MessageTables.countsMigration(),
                ProjectionTables.migration(),
                GradeCounts.migration(),
                cohorts.removal());
    }

    /** All migrations that this program knows, by what a database notes of those that it has had. */
    public static Set<String> versions(Cohorts cohorts) {
        Set<String> versions = new HashSet<>();
        new HapiFhirJpaMigrationTasks(Set.of())
                .getAllTasks(VersionEnum.values())
                .forEach(task -> versions.add(task.getMigrationVersion()));
        versions.addAll(ownVersions(cohorts));
        return versions;
    }

    /** Those of Myotome itself, every one of which a database notes. HAPI's are not noted where there is nothing to do. */
    public static Set<String> ownVersions(Cohorts cohorts) {
        return ours(cohorts).stream().map(BaseTask::getMigrationVersion).collect(Collectors.toSet());
    }

    /** The tables of HAPI alone. */
    public static void migrateToHapi(DataSource database, DriverTypeEnum driver) {
        new Migrations(driver, List::of).migrate(database);
    }
}
