package org.myotome.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A copy of the file, made while others write, holds what was committed before and nothing in part. */
class FileSnapshotTest {

    private static final String INSERT = "insert into GRADE (ID, HALF, CODE) values (?, ?, ?)";
    private static final int ROUNDS = 12;
    private static final int CLIENTS = 4;

    @TempDir
    private Path directory;

    private final Set<Long> committed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean stop = new AtomicBoolean();

    @Test
    void everyCopyUnderLoadIsOfOneMoment() throws Exception {
        try (HikariDataSource pool = pool(directory.resolve("a"));
                DurableCommits database = (DurableCommits) DurableCommits.over(pool)) {
            JdbcTemplate jdbc = new JdbcTemplate(database);
            jdbc.execute("create table GRADE (ID bigint, HALF int, CODE varchar, primary key (ID, HALF))");
            jdbc.execute("create table CHANGE (N bigint primary key)");
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
            CountDownLatch some = new CountDownLatch(200);
            for (int client = 0; client < CLIENTS; client++) {
                long first = client * 1_000_000L;
                clients.execute(() -> write(database, first, some));
            }
            assertThat(some.await(1, TimeUnit.MINUTES)).isTrue();
            for (int round = 0; round < ROUNDS; round++) {
                Set<Long> before = Set.copyOf(committed);
                long seen = copy(database, directory.resolve("copy" + round));
                try (HikariDataSource copy = pool(directory.resolve("copy" + round))) {
                    JdbcTemplate copied = new JdbcTemplate(copy);
                    Set<Long> there =
                            Set.copyOf(copied.queryForList("select ID from GRADE where HALF = 1", Long.class));
                    assertThat(there).as("committed before").containsAll(before);
                    assertThat(Set.copyOf(copied.queryForList("select ID from GRADE where HALF = 2", Long.class)))
                            .as("the other half of each transaction")
                            .isEqualTo(there);
                    assertThat(copied.queryForObject("select count(*) from GRADE", Long.class))
                            .as("what the reader saw at the same moment, while others wrote on")
                            .isEqualTo(seen);
                    assertThat(copied.queryForObject("select count(*) from CHANGE", Long.class))
                            .as("one change in ten")
                            .isEqualTo(there.stream().filter(id -> id % 10 == 0).count());
                }
            }
            stop.set(true);
            clients.shutdown();
            assertThat(clients.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    /** Transactions of two rows; one in ten also changes what was there, for which the database itself is written. */
    private void write(DurableCommits database, long first, CountDownLatch some) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        for (long id = first + 1; !stop.get(); id++) {
            long own = id;
            transaction.executeWithoutResult(status -> {
                jdbc.update(INSERT, own, 1, "4-minus");
                if (own % 10 == 0) {
                    jdbc.update("insert into CHANGE (N) select ?", own);
                    jdbc.update("update GRADE set CODE = '5' where ID = ?", own - 1);
                }
                jdbc.update(INSERT, own, 2, "4-plus".repeat(50));
            });
            committed.add(own);
            some.countDown();
        }
    }

    /** Returns how many rows the reader of the snapshot counts when the file has been copied. */
    private static long copy(DurableCommits database, Path name) throws IOException, SQLException {
        try (FileSnapshot snapshot = database.snapshot();
                OutputStream out = Files.newOutputStream(name.resolveSibling(name.getFileName() + ".mv.db"))) {
            snapshot.copyTo(out);
            return count(snapshot.reader());
        }
    }

    private static long count(Connection reader) throws SQLException {
        try (Statement statement = reader.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from GRADE")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** As long as one of two is open, old parts of the file stay. */
    @Test
    void severalAtOnceDoNotDisturbEachOther() throws Exception {
        try (HikariDataSource pool = pool(directory.resolve("b"));
                DurableCommits database = (DurableCommits) DurableCommits.over(pool)) {
            JdbcTemplate jdbc = new JdbcTemplate(database);
            jdbc.execute("create table GRADE (ID bigint primary key, CODE varchar)");
            jdbc.execute("insert into GRADE select X, repeat('4', 500) from system_range(1, 2000)");
            try (FileSnapshot first = database.snapshot()) {
                try (FileSnapshot second = database.snapshot()) {
                    assertThat(second.size()).isGreaterThan(0);
                }
                for (int i = 0; i < 60; i++) {
                    jdbc.update("update GRADE set CODE = repeat('" + i % 10 + "', 500)");
                }
                jdbc.update("delete from GRADE");
                try (OutputStream out = Files.newOutputStream(directory.resolve("first.mv.db"))) {
                    first.copyTo(out);
                }
            }
            try (HikariDataSource copy = pool(directory.resolve("first"))) {
                assertThat(new JdbcTemplate(copy)
                                .queryForObject(
                                        "select count(*) from GRADE where CODE = repeat('4', 500)", Integer.class))
                        .isEqualTo(2000);
            }
        }
    }

    private static HikariDataSource pool(Path file) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(DurableFile.url("jdbc:h2:file:" + file));
        config.setUsername("sa");
        config.setPassword("");
        return new HikariDataSource(config);
    }
}
