package org.myotome.storage.backup;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import org.myotome.storage.database.DatabaseProperties;
import org.myotome.storage.embedded.DurableCommits;

/** {@code backup}: writes a backup and verifies it, of a running server or of a database that nobody has open. */
public final class BackupCommand extends BackupJob {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int SOME_BYTES = 2000;

    public BackupCommand() {
        super("backup", """
            Usage: backup DIRECTORY [--url URL] [--myotome.…=…]
            Writes what is stored at this moment into a new directory, and opens a copy of it to see that all is there.
            Needs free space for twice the database.
              --url          the running server on an H2 file, such as http://localhost:8080; it may be written to meanwhile
            Without --url it opens the H2 file itself, which no running server may have then. Of PostgreSQL it takes a dump
            with pg_dump, at any time.
            """, true, false);
    }

    @Override
    void work(BackupArguments arguments, Settings settings) throws IOException {
        DatabaseProperties database = settings.database();
        try (NewBackup backup = NewBackup.at(arguments.requiredDirectory())) {
            Manifest manifest;
            if (arguments.url().isPresent()) {
                manifest = ask(arguments.url().get(), backup);
            } else if (database.isH2()) {
                manifest = alone(settings, backup);
            } else {
                manifest = new PostgresqlBackup(settings).write(backup);
            }
            say("Written: " + manifest.summary());
            say("Verified: " + verification(settings).verify(backup.directory(), backup.directory()));
            if (!manifest.database().equals(Manifest.H2)) {
                say("To see that all is there, restore it into an empty database and name that to verify-backup");
            }
            backup.finish();
            say("Backup: " + backup.place());
        }
    }

    private static Manifest alone(Settings settings, NewBackup backup) throws IOException {
        try (HikariDataSource pool = H2Files.open(settings.database())) {
            // Its close leaves the file as a server that is stopped does.
            try (DurableCommits database = (DurableCommits) DurableCommits.over(pool)) {
                return new EmbeddedBackup(database, settings.program()).write(backup);
            }
        } catch (BackupException inUse) {
            throw new BackupException(
                    inUse.getMessage() + "\nIf a server is running on it, let it do that: --url http://localhost:8080",
                    inUse);
        } catch (SQLException | IllegalStateException unusable) {
            throw new BackupException("The database cannot be opened or closed: " + unusable.getMessage(), unusable);
        }
    }

    private static Manifest ask(String url, NewBackup backup) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/fhir/$backup"))
                .POST(BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<InputStream> answer = HttpClient.newBuilder()
                    .connectTimeout(CONNECT_WITHIN)
                    .build()
                    .send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != OK) {
                    throw new BackupException("The server at " + url + " answered " + answer.statusCode() + ": "
                            + new String(body.readNBytes(SOME_BYTES), StandardCharsets.UTF_8));
                }
                return ZippedBackup.unpack(body, backup);
            }
        } catch (ConnectException nobody) {
            throw new BackupException("No server answers at " + url + ". Start it, or leave out --url", nobody);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BackupException("Interrupted", interrupted);
        }
    }
}
