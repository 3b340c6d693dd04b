package org.myotome.storage.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.myotome.guide.Guide;
import org.myotome.storage.EmbeddedPostgresql;
import org.myotome.storage.database.Schema;
import org.myotome.storage.search.Cohorts;
import org.springframework.jdbc.core.JdbcTemplate;

/** Nodes that start at once, and nodes that are killed while they start. */
class MigrationsTest {

    private static final Cohorts COHORTS = new Cohorts(Guide.load(FhirContext.forR4Cached()));
    private static final String MADE = "select \"version\" from \"FLY_HFJ_MIGRATION\" where \"version\" is not null";
    private static final String INSERT = "insert into \"FLY_HFJ_MIGRATION\" (\"installed_rank\", \"version\","
            + " \"description\", \"type\", \"script\", \"installed_by\", \"installed_on\", \"execution_time\", \"success\")"
            + " values (%d, %s, 'of another', 'JDBC', '', '', current_date, 0, true)";

    private static EmbeddedPostgresql postgresql;
    private static JdbcTemplate jdbc;

    @BeforeAll
    static void start() {
        postgresql = EmbeddedPostgresql.empty();
        jdbc = new JdbcTemplate(postgresql.database());
    }

    @AfterAll
    static void stop() throws Exception {
        if (postgresql != null) {
            postgresql.close();
        }
    }

    @BeforeEach
    void empty() {
        jdbc.execute("drop schema public cascade; create schema public");
    }

    @Test
    void nodesThatStartAtOnceMakeTheTablesOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> nodes = new ArrayList<>();
        for (int node = 0; node < 4; node++) {
            nodes.add(threads.submit(MigrationsTest::migrate));
        }
        for (Future<?> node : nodes) {
            node.get();
        }
        threads.shutdown();
        assertThat(jdbc.queryForList(MADE, String.class))
                .hasSizeGreaterThan(100)
                .doesNotHaveDuplicates();
        assertThat(locks()).as("the lock is free, and so is that of HAPI").isEmpty();
        assertThat(jdbc.queryForObject(
                        "select count(*) from \"FLY_HFJ_MIGRATION\" where \"installed_rank\" = -100", Integer.class))
                .isZero();
    }

    /** The session of a killed node ends; what it did was one transaction. */
    @Test
    void aNodeThatIsKilledWhileItMakesTheTablesLeavesNothing() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<?> node = thread.submit(MigrationsTest::migrate);
        int process = 0;
        while (process == 0 && !node.isDone()) {
            process = locks().stream()
                    .filter(holder ->
                            jdbc.queryForObject("select count(*) from pg_locks where pid = ?", Integer.class, holder)
                                    > 100)
                    .findFirst()
                    .orElse(0);
        }
        jdbc.queryForObject("select pg_terminate_backend(?)", Boolean.class, process);
        assertThatThrownBy(node::get).isInstanceOf(ExecutionException.class);
        thread.shutdown();
        assertThat(jdbc.queryForObject(
                        "select count(*) from pg_class where relnamespace = 'public'::regnamespace", Integer.class))
                .isZero();
        migrate();
        assertThat(locks()).isEmpty();
    }

    @Test
    void aLockThatHapisMigratorHasLeftStopsNobody() {
        Schema.migrateToHapi(postgresql.database(), DriverTypeEnum.POSTGRES_9_4);
        jdbc.execute(INSERT.formatted(-100, "null"));
        migrate();
        assertThat(jdbc.queryForList(MADE, String.class)).contains("0.1.0.20261129.9");
        assertThat(jdbc.queryForList("select 1 from \"FLY_HFJ_MIGRATION\" where \"installed_rank\" = -100"))
                .isEmpty();
    }

    @Test
    void aDatabaseThatIsLaterOrLacksSomethingIsRefused() {
        migrate();
        jdbc.execute(INSERT.formatted(9999, "'9.0.0.20270101.1'"));
        assertThatThrownBy(MigrationsTest::migrate)
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("newer than this program")
                .hasMessageContaining("9.0.0.20270101.1");
        jdbc.execute("delete from \"FLY_HFJ_MIGRATION\" where \"installed_rank\" = 9999");

        // An index that was not built to its end, and a trigger that is off.
        jdbc.execute("alter table MYO_STRENGTH disable trigger MYO_COUNT_delete");
        jdbc.execute("update pg_index set indisvalid = false where indexrelid = 'IDX_MYO_TOKEN_RARE'::regclass");
        jdbc.execute("alter table HFJ_RES_VER drop constraint FK_RESOURCE_HISTORY_RESOURCE");
        assertThatThrownBy(MigrationsTest::migrate)
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("3 parts are missing")
                .hasMessageContaining("trigger MYO_COUNT_DELETE, which this makes: create trigger")
                .hasMessageContaining("index IDX_MYO_TOKEN_RARE, which this makes: create index")
                .hasMessageContaining("constraint FK_RESOURCE_HISTORY_RESOURCE, which this makes: alter table");
        assertThat(locks()).isEmpty();
    }

    @Test
    void aFirstStartOnH2ThatWasKilledIsMadeAnewUnlessSomethingIsStored() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:unfinished;DB_CLOSE_DELAY=-1");
        Schema.migrateToHapi(h2, DriverTypeEnum.H2_EMBEDDED);
        JdbcTemplate file = new JdbcTemplate(h2);
        file.execute("delete from FLY_HFJ_MIGRATION where \"version\" > '4'");
        file.execute("drop table HFJ_SPIDX_DATE");
        Schema.migrate(h2, DriverTypeEnum.H2_EMBEDDED, COHORTS);
        assertThat(file.queryForList("select * from HFJ_SPIDX_DATE")).isEmpty();

        file.execute("drop table HFJ_SPIDX_DATE");
        file.execute("delete from FLY_HFJ_MIGRATION where \"version\" > '4' or \"version\" < '1'");
        file.execute("insert into HFJ_RESOURCE (RES_ID, RES_TYPE, RES_VER, RES_PUBLISHED, RES_UPDATED, HAS_TAGS,"
                + " SP_HAS_LINKS, SP_COORDS_PRESENT, SP_DATE_PRESENT, SP_NUMBER_PRESENT, SP_QUANTITY_NRML_PRESENT,"
                + " SP_QUANTITY_PRESENT, SP_STRING_PRESENT, SP_TOKEN_PRESENT, SP_URI_PRESENT) values (1, 'Patient', 1,"
                + " now(), now(), false, false, false, false, false, false, false, false, false, false)");
        assertThatThrownBy(() -> Schema.migrate(h2, DriverTypeEnum.H2_EMBEDDED, COHORTS))
                .isInstanceOf(RuntimeException.class);
        assertThat(file.queryForList("select RES_ID from HFJ_RESOURCE", Long.class))
                .containsExactly(1L);
    }

    @Test
    void versionsThatWereTriedAreSupported() {
        new PostgresVersion(13).check();
        new PostgresVersion(19).check();
        assertThatThrownBy(() -> new PostgresVersion(12).check()).hasMessageContaining("PostgreSQL 13 to 18");
    }

    private static void migrate() {
        Schema.migrate(postgresql.database(), DriverTypeEnum.POSTGRES_9_4, COHORTS);
    }

    private static List<Integer> locks() {
        return jdbc.queryForList("select pid from pg_locks where locktype = 'advisory' and granted", Integer.class);
    }
}
