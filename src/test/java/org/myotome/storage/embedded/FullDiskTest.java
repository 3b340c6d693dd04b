package org.myotome.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A disk without room, of which the tests say how much it has. */
class FullDiskTest {

    private static final String INSERT = "insert into GRADE (ID, CODE) values (?, ?)";
    private static final String UPDATE = "update GRADE set CODE = ? where ID = ?";

    @TempDir
    private Path directory;

    private final AtomicLong free = new AtomicLong(Long.MAX_VALUE);
    private final AtomicInteger ends = new AtomicInteger();
    private HikariDataSource pool;
    private DataSource database;
    private JdbcTemplate jdbc;

    @BeforeEach
    void open() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(DurableFile.url("jdbc:h2:file:" + directory.resolve("a")));
        config.setUsername("sa");
        config.setPassword("");
        pool = new HikariDataSource(config);
        database = DurableCommits.over(pool, file -> free::get, failure -> ends.incrementAndGet());
        jdbc = new JdbcTemplate(database);
    }

    @AfterEach
    void close() throws Exception {
        ((DurableCommits) database).close();
        pool.close();
    }

    @Test
    void nothingIsCommittedUntilThereIsRoom() {
        jdbc.execute("create table GRADE (ID bigint primary key, CODE varchar)");
        change(INSERT, 1, "4");
        assertThat(refusal()).isEmpty();
        free.set(10 << 20);
        assertThat(refusal())
                .as("readiness asks")
                .hasValueSatisfying(reason -> assertThat(reason).contains("10 MB left", "make room"));
        assertThatThrownBy(() -> change(INSERT, 2, "4")).hasRootCauseInstanceOf(DiskFullException.class);
        assertThatThrownBy(() -> change(UPDATE, "5", 1))
                .hasRootCauseInstanceOf(DiskFullException.class)
                .rootCause()
                .hasMessageContaining("10 MB left");
        assertThat(codes()).as("read while the disk is full").isEqualTo("1=4");
        free.set(1 << 30);
        assertThat(refusal()).isEmpty();
        change(UPDATE, "3", 1);
        change(INSERT, 2, "4-minus");
        assertThat(codes()).isEqualTo("1=3 2=4-minus");
        assertThat(ends).hasValue(0);
    }

    /** As H2 does when it cannot write. */
    @Test
    void aDatabaseThatH2HasGivenUpIsNotOpenedAgain() throws SQLException {
        jdbc.execute("create table GRADE (ID bigint primary key, CODE varchar)");
        change(INSERT, 1, "4");
        try (Connection connection = pool.getConnection()) {
            ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession())
                    .getDatabase()
                    .getStore()
                    .getMvStore()
                    .closeImmediately();
        }
        assertThatThrownBy(this::codes).rootCause().hasMessageContaining("H2 has closed the database");
        assertThatThrownBy(() -> change(INSERT, 2, "4")).hasRootCauseInstanceOf(SQLException.class);
        assertThat(ends).as("the process is ended once").hasValue(1);
        assertThat(refusal())
                .hasValueSatisfying(reason -> assertThat(reason).contains("writes no more", "start the server again"));
    }

    private void change(String sql, Object... parameters) {
        new TransactionTemplate(new DataSourceTransactionManager(database))
                .executeWithoutResult(status -> jdbc.update(sql, parameters));
    }

    private Optional<String> refusal() {
        return ((DurableCommits) database).refusal();
    }

    private String codes() {
        return String.join(
                " ",
                jdbc.query(
                        "select ID, CODE from GRADE order by ID", (row, i) -> row.getInt(1) + "=" + row.getString(2)));
    }
}
