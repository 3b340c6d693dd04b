package org.myotome.storage.migration;

import ca.uhn.fhir.jpa.migrate.taskdef.BaseTask;
import java.util.Objects;
import org.flywaydb.core.api.MigrationVersion;

/**
 * A change of the tables, as an operator reads it.
 *
 * @param version of the program that brought it, with a day and a number
 * @param description in a few words
 */
public record Change(String version, String description) {

    /** Both write into one table of changes. HAPI's begin with its version 3.3, Myotome's with its own, which is lower. */
    private static final MigrationVersion FIRST_OF_HAPI = MigrationVersion.fromVersion("3");

    static Change of(BaseTask task) {
        return new Change(task.getMigrationVersion(), Objects.requireNonNullElse(task.getDescription(), ""));
    }

    MigrationVersion number() {
        return MigrationVersion.fromVersion(version);
    }

    /** Made by HAPI and not by Myotome. */
    boolean isOfHapi() {
        return number().compareTo(FIRST_OF_HAPI) >= 0;
    }

    @Override
    public String toString() {
        return version + " " + description;
    }
}
