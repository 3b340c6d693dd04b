package org.myotome.storage.migration;

import ca.uhn.fhir.jpa.migrate.HapiMigrationLock;
import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Which changes were made to a database, as HAPI's migrator has written them down in it.
 *
 * @param tables there are, in capitals
 * @param made the changes that succeeded
 */
record History(Set<String> tables, List<Change> made) {

    /** HAPI's migrator looks at it to know whether there are tables. */
    static final String RESOURCES = "HFJ_RESOURCE";

    static final String TABLE = SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME;

    private static final String MADE = "select \"version\", \"description\" from \"" + TABLE
            + "\" where \"success\" = true and \"version\" is not null and \"installed_rank\" >= 0";

    static History of(DataSource database) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        Set<String> tables = jdbc.execute((ConnectionCallback<Set<String>>) History::tables);
        return new History(
                tables,
                tables.contains(TABLE)
                        ? jdbc.query(MADE, (row, number) -> new Change(row.getString(1), row.getString(2)))
                        : List.of());
    }

    private static Set<String> tables(Connection connection) throws SQLException {
        Set<String> names = new HashSet<>();
        try (ResultSet found =
                connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), null, null)) {
            while (found.next()) {
                names.add(found.getString("TABLE_NAME").toUpperCase(Locale.ROOT));
            }
        }
        return names;
    }

    /**
     * HAPI's own lock is a row, which stays when the process that wrote it was killed, and stops every later start until
     * somebody deletes it. Whoever calls this has another lock, so that nobody can be at work under this one.
     */
    void removeLockOfHapi(DataSource database) {
        if (tables.contains(TABLE)) {
            new JdbcTemplate(database)
                    .update("delete from \"" + TABLE + "\" where \"installed_rank\" = ?", HapiMigrationLock.LOCK_PID);
        }
    }

    boolean hasTables() {
        return tables.contains(RESOURCES);
    }

    /** Those of the changes that this database still needs. */
    List<Change> pending(List<Change> known) {
        Set<MigrationVersion> numbers = made.stream().map(Change::number).collect(Collectors.toSet());
        return known.stream()
                .filter(change -> !numbers.contains(change.number()))
                .toList();
    }

    /** What was made that comes after everything that is known of HAPI or of Myotome; the changes of a later program. */
    List<Change> later(List<Change> known) {
        Map<Boolean, Optional<MigrationVersion>> last = known.stream()
                .collect(Collectors.partitioningBy(
                        Change::isOfHapi,
                        Collectors.mapping(Change::number, Collectors.maxBy(Comparator.naturalOrder()))));
        return made.stream()
                .filter(change -> last.get(change.isOfHapi())
                        .filter(version -> change.number().compareTo(version) > 0)
                        .isPresent())
                .sorted(Comparator.comparing(Change::number))
                .toList();
    }
}
