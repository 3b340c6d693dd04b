package org.myotome.storage;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.HapiMigrator;
import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import ca.uhn.fhir.jpa.migrate.taskdef.BaseTask;
import ca.uhn.fhir.jpa.migrate.tasks.HapiFhirJpaMigrationTasks;
import ca.uhn.fhir.util.VersionEnum;
import java.util.List;
import java.util.Set;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The indexes are those of HAPI's schema under the names that it gives them, and are gone from old and new databases. */
class TrimmedIndexesTest {

    private final JdbcDataSource database = new JdbcDataSource();

    @Test
    void anOldDatabaseLosesThem() {
        database.setURL("jdbc:h2:mem:old;DB_CLOSE_DELAY=-1");
        migrate(List.of());
        assertThat(indexes()).containsAll(TrimmedIndexes.DROPPED);
        assertThat(foreignKeys()).containsAll(TrimmedIndexes.KEYS_OF_H2.keySet());
        migrate(List.of(TrimmedIndexes.migration(), NarrowedIndexes.migration()));
        assertThat(indexes())
                .doesNotContainAnyElementsOf(TrimmedIndexes.DROPPED)
                .contains("IDX_MYO_LINK_URL");
        assertThat(foreignKeys()).doesNotContainAnyElementsOf(TrimmedIndexes.KEYS_OF_H2.keySet());
    }

    @Test
    void aNewDatabaseDoesNotHaveThem() {
        database.setURL("jdbc:h2:mem:new;DB_CLOSE_DELAY=-1");
        migrate(List.of(TrimmedIndexes.migration(), NarrowedIndexes.migration()));
        assertThat(indexes())
                .doesNotContainAnyElementsOf(TrimmedIndexes.DROPPED)
                .contains("IDX_MYO_LINK_URL", "IDX_SP_TOKEN_HASH_SV_V2")
                .as("a search by days")
                .contains("IDX_SP_DATE_ORD_HASH_V2", "IDX_SP_DATE_ORD_HASH_HIGH_V2");
        assertThat(foreignKeys()).doesNotContainAnyElementsOf(TrimmedIndexes.KEYS_OF_H2.keySet());
    }

    @Test
    void narrowerIndexesOfPostgresqlStandForThoseThatRepeatTheirTables() throws Exception {
        try (EmbeddedPostgresql postgresql = EmbeddedPostgresql.start()) {
            List<String> indexes = new JdbcTemplate(postgresql.database())
                    .queryForList("select upper(indexname) from pg_indexes", String.class);
            assertThat(indexes)
                    .doesNotContainAnyElementsOf(TrimmedIndexes.DROPPED)
                    .doesNotContainAnyElementsOf(NarrowedIndexes.ALL.stream()
                            .map(NarrowedIndexes.Narrowed::replaced)
                            .toList())
                    .containsAll(NarrowedIndexes.ALL.stream()
                            .map(NarrowedIndexes.Narrowed::name)
                            .toList());
        }
    }

    private void migrate(List<BaseTask> further) {
        HapiMigrator migrator =
                new HapiMigrator(SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME, database, DriverTypeEnum.H2_EMBEDDED);
        migrator.addTasks(new HapiFhirJpaMigrationTasks(Set.of()).getAllTasks(VersionEnum.values()));
        further.forEach(migrator::addTask);
        migrator.createMigrationTableIfRequired();
        migrator.migrate();
    }

    private List<String> indexes() {
        return new JdbcTemplate(database)
                .queryForList("select INDEX_NAME from INFORMATION_SCHEMA.INDEXES", String.class);
    }

    private List<String> foreignKeys() {
        return new JdbcTemplate(database)
                .queryForList(
                        "select CONSTRAINT_NAME from INFORMATION_SCHEMA.TABLE_CONSTRAINTS"
                                + " where CONSTRAINT_TYPE = 'FOREIGN KEY'",
                        String.class);
    }
}
