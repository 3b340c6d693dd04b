package org.myotome.storage.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.myotome.FreePort;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A server of the PostgreSQL that is installed on this machine, with all of its programs: the one that other tests start has
 * no pg_dump, and a pg_dump takes no server that is newer than itself.
 */
final class InstalledPostgresql implements AutoCloseable {

    private static final int OLDEST = 13;
    private static final int NEWEST = 18;

    private final Path programs;
    private final Path data;
    private final int port;

    private InstalledPostgresql(Path programs, Path data, int port) {
        this.programs = programs;
        this.data = data;
        this.port = port;
    }

    /** Skips the test, and says so, where there is none. */
    static InstalledPostgresql start(Path directory) {
        Optional<Path> programs = programs();
        if (programs.isEmpty()) {
            System.out.println("No PostgreSQL with pg_dump is installed here: the test of its dump is skipped.");
            return Assumptions.abort("no pg_dump");
        }
        try {
            int port = FreePort.next();
            InstalledPostgresql server = new InstalledPostgresql(programs.get(), directory, port);
            server.asNobody("initdb", "--username=postgres", "--auth=trust", "--no-sync");
            server.asNobody(
                    "pg_ctl",
                    "--wait",
                    "--log=" + directory.resolve("server.log"),
                    "--options=-F -p " + port + " -h localhost -k " + directory,
                    "start");
            return server;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Optional<Path> programs() {
        try {
            String version = run(List.of("pg_dump", "--version")).replaceAll("(?s)\\D*(\\d+).*", "$1");
            return IntStream.rangeClosed(OLDEST, NEWEST)
                    .filter(known -> version.equals(Integer.toString(known)))
                    .mapToObj(known -> Path.of("/usr/lib/postgresql/" + known + "/bin"))
                    .filter(found -> Files.isExecutable(found.resolve("initdb")))
                    .findFirst();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    String url(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    DataSource database(String name) {
        return new DriverManagerDataSource(url(name), "postgres", "");
    }

    /** Restores a dump into a database, as the documentation says. */
    void restore(Path dump, String database) throws IOException {
        run(List.of(
                "pg_restore",
                "--no-owner",
                "--exit-on-error",
                "--host=localhost",
                "--port=" + port,
                "--username=postgres",
                "--dbname=" + database,
                dump.toString()));
    }

    /** PostgreSQL's server does not run as root; in a namespace of its own root is nobody. */
    private void asNobody(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.addAll(List.of(programs.resolve(program).toString(), "--pgdata=" + data));
        command.addAll(List.of(arguments));
        run(command);
    }

    private static String run(List<String> command) throws IOException {
        Path said = Files.createTempFile("said", ".txt");
        try {
            // Not a pipe: the server that pg_ctl leaves running would keep it open.
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            boolean done = process.waitFor() == 0;
            String words = Files.readString(said, StandardCharsets.UTF_8);
            if (!done) {
                throw new IOException(String.join(" ", command) + ": " + words);
            }
            return words;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.delete(said);
        }
    }

    @Override
    public void close() throws IOException {
        asNobody("pg_ctl", "--wait", "--mode=immediate", "stop");
    }
}
