package org.myotome.storage.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.myotome.storage.EmbeddedPostgresql;
import org.springframework.jdbc.core.JdbcTemplate;

/** All rows in one message are the same rows, all of them or none, however many they are. */
class RowsOnPostgresqlTest {

    private static final Timestamp NOW = Timestamp.valueOf("2026-11-28 12:00:00");

    private static EmbeddedPostgresql postgresql;
    private static JdbcTemplate jdbc;

    @BeforeAll
    static void start() {
        postgresql = EmbeddedPostgresql.start();
        jdbc = new JdbcTemplate(postgresql.database());
    }

    @AfterAll
    static void stop() throws Exception {
        if (postgresql != null) {
            postgresql.close();
        }
    }

    @AfterEach
    void empty() {
        jdbc.execute("truncate HFJ_SPIDX_TOKEN, HFJ_RESOURCE cascade");
    }

    @Test
    void oneMessageInsertsWhatBatchesInsert() throws SQLException {
        try (Connection connection = postgresql.database().getConnection()) {
            resources(1, 3).insert(connection);
        }
        List<Map<String, Object>> byBatches = stored();
        empty();
        try (Connection connection = postgresql.database().getConnection()) {
            for (Message message : resources(1, 3).messages()) {
                message.send(connection);
            }
        }
        assertThat(stored()).isEqualTo(byBatches).hasSize(18);
    }

    /** 23 and 9 parameters for each row: more in all than a statement of PostgreSQL takes. */
    @Test
    void manyRowsGoInOneMessage() throws SQLException {
        writer().write(resources(1, 2000), () -> {});
        assertThat(jdbc.queryForObject("select count(*) from HFJ_RESOURCE", Long.class))
                .isEqualTo(2000);
        assertThat(jdbc.queryForObject("select count(*) from HFJ_SPIDX_TOKEN", Long.class))
                .isEqualTo(12_000);
    }

    @Test
    void aRowThatIsRefusedKeepsAllOthersOut() {
        Rows rows = resources(1, 600);
        assertThat(rows.messages())
                .as("with 18 statements, and no other transaction")
                .hasSize(1);
        rows.add(Table.TOKEN, token(6, 2));
        assertThatThrownBy(() -> writer().write(rows, () -> {}))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("hfj_spidx_token_pkey");
        assertThat(stored()).isEmpty();
    }

    @Test
    void whatRefersToADeletedResourceStaysOut() throws SQLException {
        writer().write(resources(1, 2), () -> {});
        Rows referring = resources(3, 3);
        referring.referTo(List.of(1L, 2L));
        writer().write(referring, () -> {});
        jdbc.update("update HFJ_RESOURCE set RES_DELETED_AT = RES_UPDATED where RES_ID = 2");
        for (long gone : new long[] {2, 99}) {
            Rows late = resources(4, 4);
            late.referTo(List.of(1L, gone));
            assertThatThrownBy(() -> writer().write(late, () -> {}))
                    .isInstanceOf(SQLException.class)
                    .extracting("SQLState")
                    .isEqualTo(Rows.TARGET_GONE);
        }
        assertThat(jdbc.queryForList("select RES_ID from HFJ_RESOURCE order by 1", Long.class))
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void whoRefusesBeforeTheCommitKeepsAllOut() {
        assertThatThrownBy(() -> writer().write(resources(1, 2), () -> {
                    throw new IllegalStateException("refused");
                }))
                .hasMessage("refused");
        assertThat(stored()).isEmpty();
    }

    private static RowWriter writer() {
        return new RowWriter(postgresql.database(), Dialect.of(postgresql.database()));
    }

    private static Rows resources(int first, int last) {
        Rows rows = new Rows();
        for (int id = first; id <= last; id++) {
            rows.add(
                    Table.RESOURCE,
                    (long) id,
                    Integer.toString(id),
                    "Observation",
                    (short) 1,
                    NOW,
                    NOW,
                    "hash",
                    true,
                    false,
                    false,
                    false,
                    false,
                    true,
                    false,
                    false);
            for (int token = 0; token < 6; token++) {
                rows.add(Table.TOKEN, token(id * 6 + token, id));
            }
        }
        return rows;
    }

    /** One of six has no code. */
    private static Object[] token(long key, long resource) {
        return new Object[] {key, resource, 1L, 2L, 3L, 4L, key % 6 == 0 ? null : "code " + key};
    }

    private static List<Map<String, Object>> stored() {
        return jdbc.queryForList(
                "select * from HFJ_RESOURCE r join HFJ_SPIDX_TOKEN t on t.RES_ID = r.RES_ID order by SP_ID");
    }
}
