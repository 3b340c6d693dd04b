package org.myotome.torture;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.myotome.FreePort;
import org.springframework.jdbc.core.JdbcTemplate;

/** A PostgreSQL server that follows another one by its log, and takes no writes. Made as {@code pg_basebackup} makes it. */
final class Replica implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final int port = FreePort.next();
    private final EmbeddedPostgres server;

    private Replica(Path directory) throws IOException {
        server = EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(PATIENCE)
                .start();
    }

    /** Copies the files of a server while it works. */
    static Replica of(Postgresql primary, Path directory) throws IOException, SQLException {
        try (Connection connection = primary.database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_create_physical_replication_slot('replica', true)");
            statement.execute("select pg_backup_start('replica', true)");
            copy(primary.directory(), directory);
            try (ResultSet label = statement.executeQuery("select labelfile from pg_backup_stop()")) {
                label.next();
                Files.writeString(directory.resolve("backup_label"), label.getString(1));
            }
        }
        Files.createFile(directory.resolve("standby.signal"));
        Files.writeString(
                directory.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=localhost port=" + primary.port() + " user=postgres'\n"
                        + "primary_slot_name = 'replica'\n",
                StandardOpenOption.APPEND);
        return new Replica(directory);
    }

    /** Without its log, which comes over the network, and without what belongs to the running process. */
    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path found, BasicFileAttributes any) throws IOException {
                Files.createDirectories(
                        to.resolve(from.relativize(found).toString()),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path found, BasicFileAttributes any) throws IOException {
                String name = from.relativize(found).toString();
                if (!name.startsWith("pg_wal/") && !name.startsWith("postmaster.") && !name.startsWith("epg-lock")) {
                    Files.copy(found, to.resolve(name));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path found, IOException gone) {
                // A table that was dropped meanwhile is dropped by the log as well.
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Waits until it has what the other one has now. */
    void follow(Postgresql primary) {
        String reached =
                new JdbcTemplate(primary.database()).queryForObject("select pg_current_wal_lsn()::text", String.class);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Boolean.TRUE.equals(
                jdbc().queryForObject("select pg_last_wal_replay_lsn() >= ?::pg_lsn", Boolean.class, reached))) {
            if (System.nanoTime() > end) {
                throw new AssertionError("The replica does not follow");
            }
        }
    }

    JdbcTemplate jdbc() {
        return new JdbcTemplate(server.getPostgresDatabase());
    }

    /** The arguments by which a server reads from it. */
    String[] arguments() {
        return Postgresql.arguments(port);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
