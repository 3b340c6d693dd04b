package org.myotome.storage.database;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import java.sql.Connection;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.myotome.guide.Guide;
import org.myotome.storage.EmbeddedPostgresql;
import org.myotome.storage.search.Cohorts;
import org.myotome.storage.search.TokenHash;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The indexes are those of HAPI's schema under the names that it gives them, and are gone from old and new databases. */
class TrimmedIndexesTest {

    private static final Cohorts COHORTS = new Cohorts(Guide.load(FhirContext.forR4Cached()));

    private final JdbcDataSource database = new JdbcDataSource();

    @Test
    void anOldDatabaseLosesThem() {
        database.setURL("jdbc:h2:mem:old;DB_CLOSE_DELAY=-1");
        Schema.migrateToHapi(database, DriverTypeEnum.H2_EMBEDDED);
        assertThat(indexes()).containsAll(TrimmedIndexes.DROPPED);
        assertThat(foreignKeys()).containsAll(TrimmedIndexes.KEYS.keySet());
        Schema.migrate(database, DriverTypeEnum.H2_EMBEDDED, COHORTS);
        assertThat(indexes())
                .doesNotContainAnyElementsOf(TrimmedIndexes.DROPPED)
                .contains("IDX_MYO_LINK_URL");
        assertThat(foreignKeys()).doesNotContainAnyElementsOf(TrimmedIndexes.KEYS.keySet());
    }

    @Test
    void aNewDatabaseDoesNotHaveThem() {
        database.setURL("jdbc:h2:mem:new;DB_CLOSE_DELAY=-1");
        Schema.migrate(database, DriverTypeEnum.H2_EMBEDDED, COHORTS);
        assertThat(indexes())
                .doesNotContainAnyElementsOf(TrimmedIndexes.DROPPED)
                .contains("IDX_MYO_LINK_URL", "IDX_SP_TOKEN_HASH_SV_V2")
                .as("a search by days")
                .contains("IDX_SP_DATE_ORD_HASH_V2", "IDX_SP_DATE_ORD_HASH_HIGH_V2");
        assertThat(foreignKeys()).doesNotContainAnyElementsOf(TrimmedIndexes.KEYS.keySet());
    }

    @Test
    void narrowerIndexesOfPostgresqlStandForThoseThatRepeatTheirTables() throws Exception {
        try (EmbeddedPostgresql postgresql = EmbeddedPostgresql.start()) {
            JdbcTemplate jdbc = new JdbcTemplate(postgresql.database());
            assertThat(jdbc.queryForList(
                            "select conrelid::regclass::text from pg_constraint where contype = 'f'", String.class))
                    .contains("hfj_res_ver")
                    .doesNotContain("hfj_spidx_token", "hfj_spidx_uri", "hfj_res_link");
            List<String> indexes = jdbc.queryForList("select upper(indexname) from pg_indexes", String.class);
            assertThat(indexes)
                    .doesNotContainAnyElementsOf(TrimmedIndexes.DROPPED)
                    .doesNotContainAnyElementsOf(NarrowedIndexes.ALL.stream()
                            .flatMap(index -> index.replaced().stream())
                            .toList())
                    .containsAll(NarrowedIndexes.ALL.stream()
                            .map(NarrowedIndexes.Narrowed::name)
                            .toList());
        }
    }

    /** PostgreSQL sees from a value that it is not one of those, and plans each search for its values. */
    @Test
    void aRareCodeIsFoundByAnIndexOfPostgresqlAndACommonOneIsNot() throws Exception {
        try (EmbeddedPostgresql postgresql = EmbeddedPostgresql.start();
                Connection connection = postgresql.database().getConnection()) {
            JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            jdbc.execute("set enable_seqscan = off");
            for (int time = 1; time <= 20; time++) {
                assertThat(plan(jdbc, 7)).as("time %d", time).contains("idx_myo_token_rare");
            }
            assertThat(plan(
                            jdbc,
                            TokenHash.ofSystemAndCode(
                                    "Observation", "status", "http://hl7.org/fhir/observation-status", "final")))
                    .doesNotContain("idx_myo_token_rare");
        }
    }

    private static String plan(JdbcTemplate jdbc, long hash) {
        return String.join(
                "\n",
                jdbc.queryForList(
                        "explain select RES_ID from HFJ_SPIDX_TOKEN where HASH_SYS_AND_VALUE = ?", String.class, hash));
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
