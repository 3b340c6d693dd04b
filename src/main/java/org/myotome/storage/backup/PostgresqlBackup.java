package org.myotome.storage.backup;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.myotome.storage.database.DatabaseProperties;

/**
 * Has {@code pg_dump} write a PostgreSQL database. The dump and the counts of the manifest are of the same moment, since both
 * see the snapshot that one transaction exports; see https://www.postgresql.org/docs/current/app-pgdump.html.
 */
final class PostgresqlBackup {

    static final String DUMP = "myotome.dump";

    private static final Pattern SSL_MODE = Pattern.compile("[?&]sslmode=([\\w-]+)");

    private final Settings settings;

    PostgresqlBackup(Settings settings) {
        this.settings = settings;
    }

    /** @throws BackupException if there is no pg_dump, or it fails; with what it said */
    Manifest write(NewBackup backup) throws IOException {
        DatabaseProperties database = settings.database();
        Path dump = backup.directory().resolve(DUMP);
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.secret())) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            String snapshot = exported(connection);
            Instant moment = Instant.now();
            dump(dump, snapshot);
            Manifest manifest = Manifest.of(
                    settings.program(),
                    Manifest.POSTGRESQL,
                    moment.toString(),
                    SchemaState.of(connection),
                    Counts.of(connection),
                    List.of(new Manifest.StoredFile(DUMP, Files.size(dump), Sha256.of(dump))));
            try (var out = backup.next(Manifest.FILE)) {
                out.write(manifest.bytes());
            }
            return manifest;
        } catch (SQLException failed) {
            throw new BackupException(database.shown() + " cannot be read: " + failed.getMessage(), failed);
        }
    }

    private static String exported(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet snapshot = statement.executeQuery("select pg_export_snapshot()")) {
            snapshot.next();
            return snapshot.getString(1);
        }
    }

    private void dump(Path file, String snapshot) throws IOException {
        ProcessBuilder pgDump = new ProcessBuilder(command(file, snapshot))
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"));
        pgDump.environment().put("PGPASSWORD", settings.database().secret());
        Matcher ssl = SSL_MODE.matcher(settings.database().url());
        if (ssl.find()) {
            pgDump.environment().put("PGSSLMODE", ssl.group(1));
        }
        Process process;
        try {
            process = pgDump.start();
        } catch (IOException missing) {
            throw new BackupException(
                    "pg_dump is not there (" + missing.getMessage()
                            + "): it comes with PostgreSQL's client programs, such as the package postgresql-client",
                    missing);
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new BackupException("pg_dump failed: " + said.strip());
            }
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new BackupException("Interrupted", interrupted);
        }
    }

    private List<String> command(Path file, String snapshot) throws BackupException {
        String url = settings.database().url().replaceFirst("^jdbc:", "");
        URI address = URI.create(url.replaceAll("[?].*", ""));
        if (address.getHost() == null || address.getPath().length() < 2) {
            throw new BackupException("Name host and database, as in jdbc:postgresql://localhost/myotome, not "
                    + settings.database().shown());
        }
        List<String> command = new ArrayList<>(List.of(
                "pg_dump",
                "--format=custom",
                "--no-password",
                "--snapshot=" + snapshot,
                "--host=" + address.getHost(),
                "--username=" + settings.database().user(),
                "--dbname=" + address.getPath().substring(1),
                "--file=" + file));
        if (address.getPort() > 0) {
            command.add("--port=" + address.getPort());
        }
        return command;
    }
}
