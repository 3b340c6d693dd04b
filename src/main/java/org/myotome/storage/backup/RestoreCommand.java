package org.myotome.storage.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** {@code restore}: puts the database of a backup where the server will look for it. */
public final class RestoreCommand extends BackupJob {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    public RestoreCommand() {
        super("restore", """
            Usage: restore DIRECTORY [--force] [--myotome.…=…]
            Puts the database of a backup where the configuration has it, after its check sums were compared and a copy was
            looked through. Nothing changes before that.
              --force        puts it in the place of a database, whose files stay beside it under another name
            """, false, true);
    }

    @Override
    void work(BackupArguments arguments, Settings settings) throws IOException {
        Path backup = arguments.requiredDirectory();
        Verification verification = verification(settings);
        Manifest manifest = verification.files(backup);
        if (!manifest.database().equals(Manifest.H2)) {
            throw new BackupException("This is a dump of PostgreSQL, for an empty database: createdb restored &&"
                    + " pg_restore --no-owner --exit-on-error --dbname=restored "
                    + backup.resolve(PostgresqlBackup.DUMP));
        }
        say("The files are as they were written");
        H2Files target = H2Files.of(settings.database().url());
        refuseToOverwrite(target, arguments.force());
        Path directory = target.database().toAbsolutePath().getParent();
        Files.createDirectories(directory);
        H2Files restoring = H2Files.at(directory.resolve(".restoring-" + TIME.format(Instant.now())));
        try {
            Verification.copy(backup, manifest, restoring.database());
            say("Restored: " + verification.database(restoring, manifest));
            sync(restoring.database());
            // Somebody may have started a server meanwhile.
            refuseToOverwrite(target, arguments.force());
            moveAway(target);
            Files.move(restoring.database(), target.database(), StandardCopyOption.ATOMIC_MOVE);
            NewBackup.sync(directory);
        } finally {
            Files.deleteIfExists(restoring.database());
        }
        say("Database: " + target.database() + ". The server can be started");
    }

    private static void refuseToOverwrite(H2Files target, boolean force) throws IOException {
        target.refuseIfInUse();
        if (target.exist() && !force) {
            throw new BackupException("There is a database already: "
                    + (Files.exists(target.database()) ? target.database() : target.log())
                    + ". Name another place, --myotome.database.url=jdbc:h2:file:…, or put it aside with --force");
        }
    }

    /** The log belongs to the database file: beside another one it would be refused, or worse, not. */
    private static void moveAway(H2Files target) throws IOException {
        String end = ".before-restore-" + TIME.format(Instant.now());
        for (Path old : new Path[] {target.log(), target.database()}) {
            if (Files.exists(old)) {
                Path aside = old.resolveSibling(old.getFileName() + end);
                Files.move(old, aside, StandardCopyOption.ATOMIC_MOVE);
                say("Kept: " + aside);
            }
        }
    }

    private static void sync(Path file) throws IOException {
        try (var channel = java.nio.channels.FileChannel.open(file, java.nio.file.StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
