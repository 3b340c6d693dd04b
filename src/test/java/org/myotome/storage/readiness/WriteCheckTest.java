package org.myotome.storage.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a write would succeed is found out in bounded time, whatever hangs. */
class WriteCheckTest {

    private static final Duration LIMIT = Duration.ofMillis(500);

    @TempDir
    private Path directory;

    private final HikariDataSource pool = pool("jdbc:h2:mem:" + UUID.randomUUID());

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(60_000);
        return new HikariDataSource(config);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private WriteCheck.Result check(Optional<EmbeddedDisk> disk) {
        try (WriteCheck check = new WriteCheck(pool, disk, Optional::empty, LIMIT)) {
            return check.result();
        }
    }

    private static EmbeddedDisk disk(Path place) {
        return new EmbeddedDisk(place, "myotome");
    }

    @Test
    void aDatabaseThatAnswersOnADiskWithRoomTakesWrites() throws Exception {
        WriteCheck.Result result = check(Optional.of(disk(directory)));
        assertThat(result.reason()).isEmpty();
        assertThat(result.works()).isTrue();
        assertThat(result.details()).containsEntry("connectionsAtMost", 1).containsKey("diskFreeBytes");
        try (var files = Files.list(directory)) {
            assertThat(files).as("the file that was tried is gone").isEmpty();
        }
    }

    @Test
    void whereAllConnectionsAreInUseItSaysSoAndDoesNotWaitForOne() throws SQLException {
        try (WriteCheck check = new WriteCheck(pool, Optional.empty(), Optional::empty, LIMIT)) {
            try (Connection busy = pool.getConnection()) {
                WriteCheck.Result result = check.result();
                assertThat(busy.isClosed()).isFalse();
                assertThat(result.works()).isFalse();
                assertThat(result.reason()).contains("All 1 connections", "myotome.database.pool-size");
            }
        }
    }

    @Test
    void aDiskThatHangsIsReportedByEachWhoAsks() {
        CountDownLatch never = new CountDownLatch(1);
        try (WriteCheck check = new WriteCheck(
                pool,
                Optional.empty(),
                () -> {
                    never.await();
                    return Optional.empty();
                },
                LIMIT)) {
            assertThat(check.result().reason()).contains("within 500 ms");
            assertThat(check.result().works()).isFalse();
        } finally {
            never.countDown();
        }
    }

    @Test
    void aDatabaseThatWouldCommitNothingIsNotReadyAndSaysWhy() {
        try (WriteCheck check =
                new WriteCheck(pool, Optional.of(disk(directory)), () -> Optional.of("63 MB left"), LIMIT)) {
            assertThat(check.result().works()).isFalse();
            assertThat(check.result().reason()).isEqualTo("63 MB left");
        }
    }

    @Test
    void aDatabaseThatIsGoneIsNotReady() {
        pool.close();
        assertThat(check(Optional.empty()).reason()).contains("does not answer");
    }

    @Test
    void aDirectoryThatTakesNoFileIsNotReady() {
        WriteCheck.Result result = check(Optional.of(disk(Path.of("/proc"))));
        assertThat(result.works()).isFalse();
        assertThat(result.reason()).contains("Nothing can be written into", "/proc");
    }

    @Test
    void aReadOnlyDatabaseIsNotReady() throws SQLException {
        String file = "jdbc:h2:file:" + directory.resolve("copy");
        try (HikariDataSource writer = pool(file);
                Connection connection = writer.getConnection()) {
            connection.createStatement().execute("create table T (N int)");
        }
        try (HikariDataSource copy = pool(file + ";ACCESS_MODE_DATA=r");
                WriteCheck check = new WriteCheck(copy, Optional.empty(), Optional::empty, LIMIT)) {
            assertThat(check.result().reason()).contains("takes no writes");
        }
    }

    @Test
    void theFileOfADatabaseIsKnownFromItsUrl() {
        assertThat(EmbeddedDisk.of("jdbc:postgresql://host/name")).isEmpty();
        assertThat(EmbeddedDisk.of("jdbc:h2:tcp://host/name")).isEmpty();
        assertThat(EmbeddedDisk.of("jdbc:h2:file:/var/data/myotome;CACHE_SIZE=1"))
                .contains(new EmbeddedDisk(Path.of("/var/data"), "myotome"));
        assertThat(EmbeddedDisk.of("jdbc:h2:file:~/myotome").orElseThrow().directory())
                .isEqualTo(Path.of(System.getProperty("user.home")));
    }
}
