package org.myotome.torture;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.myotome.FreePort;

/** A PostgreSQL server that is durable, which the embedded one is not by itself, and can be killed. */
final class Postgresql implements Place {

    private static final String USER = "postgres";

    private final Path directory;
    private final int port = FreePort.next();
    private EmbeddedPostgres server;

    Postgresql(Path directory) throws IOException {
        this.directory = directory;
        start();
    }

    void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_wal_size", "64MB")
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
    }

    int port() {
        return port;
    }

    Path directory() {
        return directory;
    }

    DataSource database() {
        return server.getPostgresDatabase();
    }

    @Override
    public String[] arguments() {
        return arguments(port);
    }

    /** @param through the port by which the server is to reach it */
    static String[] arguments(int through) {
        return new String[] {
            "--myotome.database.url=jdbc:postgresql://localhost:" + through + "/" + USER,
            "--myotome.database.user=" + USER
        };
    }

    @Override
    public void revive() throws IOException {
        if (postmaster().isEmpty()) {
            server.close();
            start();
        }
    }

    private Optional<ProcessHandle> postmaster() throws IOException {
        Path file = directory.resolve("postmaster.pid");
        return Files.exists(file)
                ? ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(file).get(0).trim()))
                : Optional.empty();
    }

    private List<ProcessHandle> processes() throws IOException {
        ProcessHandle postmaster = postmaster().orElseThrow();
        List<ProcessHandle> all =
                new java.util.ArrayList<>(postmaster.descendants().toList());
        all.add(0, postmaster);
        return all;
    }

    @Override
    public List<String> waitsForDisk(long server) throws IOException {
        List<String> calls = new java.util.ArrayList<>(List.of("-e", "trace=fsync,fdatasync"));
        processes().forEach(process -> calls.addAll(List.of("-p", "" + process.pid())));
        return calls;
    }

    /** Kills all its processes at once, as a machine does that loses its power. */
    void kill() throws IOException {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : all) {
            try {
                process.onExit().get(1, TimeUnit.MINUTES);
            } catch (InterruptedException | java.util.concurrent.ExecutionException | TimeoutException e) {
                throw new IOException("It was killed and runs on", e);
            }
        }
        // Gives back its lock; there is nothing to stop any more.
        server.close();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
