package org.myotome.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a commit wrote is in the files when it returns: a copy of them, as a killed process leaves them, holds it. */
class DurableCommitsTest {

    private static final String INSERT = "insert into GRADE (ID, CODE) values (?, ?)";

    @TempDir
    private Path directory;

    @Test
    void insertedRowsAreInTheLog() throws Exception {
        try (Opened database = new Opened(directory.resolve("a"))) {
            database.createTable();
            insert(database, 1, 50);
            assertThat(Files.size(directory.resolve("a.wal"))).isGreaterThan(0);
            assertThat(afterAKill()).isEqualTo(50);
        }
        try (Opened again = new Opened(directory.resolve("a"))) {
            assertThat(again.count()).as("not twice").isEqualTo(50);
        }
    }

    @Test
    void otherChangesAreInTheDatabase() throws Exception {
        try (Opened database = new Opened(directory.resolve("a"))) {
            database.createTable();
            insert(database, 1, 10);
            database.inTransaction(jdbc -> jdbc.update("delete from GRADE where ID <= 4"));
            insert(database, 11, 12);
            assertThat(afterAKill()).isEqualTo(8);
            database.jdbc.update("insert into GRADE select ID + 100, CODE from GRADE where ID = 5");
            assertThat(afterAKill()).as("without a transaction").isEqualTo(9);
            database.jdbc.execute("create table NOTE (ID bigint)");
            insert(database, 13, 13);
            assertThat(afterAKill()).isEqualTo(10);
        }
    }

    /** H2's way to insert within a query. */
    @Test
    void whatAQueryInsertsIsInTheDatabase() throws Exception {
        try (Opened database = new Opened(directory.resolve("a"))) {
            database.createTable();
            database.inTransaction(jdbc -> {
                jdbc.update(INSERT, 1, "4");
                jdbc.queryForObject(
                        "select ID from final table (insert into GRADE (ID, CODE) values (?, '4'))", Long.class, 2);
            });
            assertThat(afterAKill()).isEqualTo(2);
        }
    }

    @Test
    void aStatementThatOutlivesItsTransactionIsWatchedOn() throws Exception {
        try (Opened database = new Opened(directory.resolve("a"))) {
            database.createTable();
            try (Connection connection = database.database.getConnection()) {
                connection.setAutoCommit(false);
                try (PreparedStatement insert = connection.prepareStatement(INSERT);
                        PreparedStatement delete = connection.prepareStatement("delete from GRADE where ID = ?")) {
                    for (int id = 1; id <= 3; id++) {
                        insert.setInt(1, id);
                        insert.setString(2, "4");
                        insert.executeUpdate();
                        connection.commit();
                    }
                    assertThat(afterAKill()).isEqualTo(3);
                    delete.setInt(1, 2);
                    delete.executeUpdate();
                    insert.setInt(1, 4);
                    insert.executeUpdate();
                    connection.commit();
                    assertThat(afterAKill()).isEqualTo(3);
                    delete.setInt(1, 3);
                    delete.executeUpdate();
                    connection.commit();
                    assertThat(afterAKill()).isEqualTo(2);
                }
            }
        }
    }

    @Test
    void whatIsOnlyReadIsNotWritten() throws Exception {
        try (Opened database = new Opened(directory.resolve("a"))) {
            database.createTable();
            insert(database, 1, 5);
            long log = Files.size(directory.resolve("a.wal"));
            byte[] before = Files.readAllBytes(directory.resolve("a.wal"));
            assertThat(database.jdbc.queryForList("select * from GRADE")).hasSize(5);
            database.inTransaction(jdbc -> jdbc.queryForList("select * from GRADE where ID = ?", 1));
            assertThat(log).isPositive();
            assertThat(Files.readAllBytes(directory.resolve("a.wal"))).isEqualTo(before);
            insert(database, 6, 6);
            assertThat(Files.size(directory.resolve("a.wal")))
                    .as("the log goes on, so the database was not written")
                    .isGreaterThan(log);
        }
    }

    @Test
    void rowsThatWereInsertedAndDeletedStayDeleted() throws Exception {
        try (Opened database = new Opened(directory.resolve("a"))) {
            database.createTable();
            insert(database, 1, 10);
            database.inTransaction(jdbc -> {
                jdbc.update(INSERT, 11, "4");
                jdbc.update("delete from GRADE where ID = 3");
            });
            assertThat(afterAKill()).isEqualTo(10);
        }
    }

    @Test
    void whatIsRolledBackIsNowhere() throws Exception {
        try (Opened database = new Opened(directory.resolve("a"))) {
            database.createTable();
            insert(database, 1, 1);
            new TransactionTemplate(database.transactions).executeWithoutResult(status -> {
                database.jdbc.update(INSERT, 2, "4");
                status.setRollbackOnly();
            });
            assertThat(afterAKill()).isEqualTo(1);
        }
    }

    @Test
    void whatSeveralCommitAtOnceIsThere() throws Exception {
        try (Opened database = new Opened(directory.resolve("a"))) {
            database.createTable();
            ExecutorService clients = Executors.newFixedThreadPool(8);
            for (int client = 0; client < 8; client++) {
                int first = client * 1000;
                clients.execute(() -> insert(database, first + 1, first + 100));
            }
            clients.shutdown();
            assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            assertThat(afterAKill()).isEqualTo(800);
        }
    }

    /** What did not reach the disk was not acknowledged. */
    @Test
    void aTornRecordEndsTheLog() throws Exception {
        try (Opened database = new Opened(directory.resolve("a"))) {
            database.createTable();
            insert(database, 1, 20);
            copy();
        }
        try (RandomAccessFile log =
                new RandomAccessFile(directory.resolve("copy.wal").toFile(), "rw")) {
            log.setLength(log.length() - 3);
        }
        try (Opened torn = new Opened(directory.resolve("copy"))) {
            assertThat(torn.count()).isEqualTo(19);
            insert(torn, 20, 30);
            assertThat(torn.count()).isEqualTo(30);
        }
    }

    @Test
    void anOlderDatabaseIsRefused() throws Exception {
        try (Opened database = new Opened(directory.resolve("a"))) {
            database.createTable();
            copy();
            database.inTransaction(jdbc -> jdbc.update("insert into GRADE select 1, '4'"));
            insert(database, 2, 3);
            Files.copy(directory.resolve("a.wal"), directory.resolve("copy.wal"), StandardCopyOption.REPLACE_EXISTING);
        }
        assertThatThrownBy(() -> new Opened(directory.resolve("copy")))
                .isInstanceOf(OlderDatabaseException.class)
                .hasMessageContaining("is an older one than the log")
                .hasMessageContaining("copy.wal");
    }

    @Test
    void sequencesGoOnAfterTheRowsOfTheLog() throws Exception {
        try (Opened database = new Opened(directory.resolve("a"))) {
            database.createTable();
            database.jdbc.execute("create sequence SEQ_GRADE start with 1 increment by 50");
            insert(database, 4711, 4712);
            copy();
        }
        try (Opened killed = new Opened(directory.resolve("copy"))) {
            assertThat(killed.jdbc.queryForObject("select next value for SEQ_GRADE", Long.class))
                    .isGreaterThan(4712 + 49);
        }
    }

    @Test
    void theFileDoesNotGrowWithoutEnd() throws Exception {
        try (Opened database = new Opened(directory.resolve("a"))) {
            database.createTable();
            insert(database, 1, 2000);
            for (int i = 0; i < 6000; i++) {
                int id = i * 7 % 2000 + 1;
                database.inTransaction(jdbc -> jdbc.update("update GRADE set CODE = '3' where ID = " + id));
            }
            assertThat(size()).as("80 MB are written").isLessThan(40 << 20);
        }
        assertThat(size()).as("when it is closed").isLessThan(1 << 20);
    }

    private long size() throws IOException {
        return Files.size(directory.resolve("a.mv.db"));
    }

    private static void insert(Opened database, int from, int to) {
        IntStream.rangeClosed(from, to)
                .forEach(id -> database.inTransaction(jdbc -> jdbc.update(INSERT, id, "4-minus")));
    }

    /** How many grades a process finds that starts after this one was killed. */
    private int afterAKill() throws IOException, SQLException {
        copy();
        try (Opened killed = new Opened(directory.resolve("copy"))) {
            return killed.count();
        }
    }

    private void copy() throws IOException {
        for (String suffix : List.of(".wal", ".mv.db")) {
            Files.copy(
                    directory.resolve("a" + suffix),
                    directory.resolve("copy" + suffix),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static final class Opened implements AutoCloseable {

        private final HikariDataSource pool;
        private final DataSource database;
        private final JdbcTemplate jdbc;
        private final DataSourceTransactionManager transactions;

        Opened(Path file) {
            HikariConfig config = new HikariConfig();
            // The lock of the file is the process's own: the copy of an open file has it too.
            config.setJdbcUrl(DurableFile.url("jdbc:h2:file:" + file));
            config.setUsername("sa");
            config.setPassword("");
            pool = new HikariDataSource(config);
            try {
                database = DurableCommits.over(pool);
            } catch (OlderDatabaseException e) {
                pool.close();
                throw e;
            }
            jdbc = new JdbcTemplate(database);
            transactions = new DataSourceTransactionManager(database);
        }

        void createTable() {
            jdbc.execute("create table GRADE (ID bigint primary key, CODE varchar)");
        }

        void inTransaction(Consumer<JdbcTemplate> work) {
            new TransactionTemplate(transactions).executeWithoutResult(status -> work.accept(jdbc));
        }

        int count() {
            return jdbc.queryForObject("select count(*) from GRADE", Integer.class);
        }

        @Override
        public void close() throws IOException, SQLException {
            ((DurableCommits) database).close();
            pool.close();
        }
    }
}
