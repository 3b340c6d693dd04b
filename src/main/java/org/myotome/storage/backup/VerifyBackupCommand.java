package org.myotome.storage.backup;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.myotome.storage.database.DatabaseProperties;

/** {@code verify-backup}: proves a backup once more, or a database that was restored. */
public final class VerifyBackupCommand extends BackupJob {

    public VerifyBackupCommand() {
        super("verify-backup", """
            Usage: verify-backup [DIRECTORY] [--myotome.…=…]
            Compares the files of a backup with their check sums, opens a copy of its database and looks through it.
            With the address of a PostgreSQL database, looks through that one instead, into which the backup was restored:
              verify-backup DIRECTORY --myotome.database.url=jdbc:postgresql://localhost/restored
            Without DIRECTORY there is no manifest, and only what is in the database is compared with itself.
            """, false, false);
    }

    @Override
    void work(BackupArguments arguments, Settings settings) throws IOException {
        Verification verification = verification(settings);
        Optional<Path> backup = arguments.directory();
        if (!settings.database().isH2()) {
            Optional<Manifest> manifest =
                    backup.isPresent() ? Optional.of(verification.files(backup.get())) : Optional.empty();
            say("Verified " + settings.database().shown() + ": " + restored(settings.database(), manifest));
        } else if (backup.isPresent()) {
            Path beside = backup.get().toAbsolutePath().normalize().getParent();
            say("Verified: " + verification.verify(backup.get(), beside));
        } else {
            throw new IllegalArgumentException("Name the directory of a backup, or a PostgreSQL database");
        }
    }

    private static String restored(DatabaseProperties properties, Optional<Manifest> manifest) throws IOException {
        try (HikariDataSource database = postgresql(properties)) {
            DatabaseCheck check = DatabaseCheck.load();
            return manifest.isPresent() ? check.check(database, manifest.get()) : check.check(database);
        }
    }

    private static HikariDataSource postgresql(DatabaseProperties properties) throws IOException {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(properties.url());
        pool.setUsername(properties.user());
        pool.setPassword(properties.secret());
        pool.setMaximumPoolSize(4);
        try {
            return new HikariDataSource(pool);
        } catch (RuntimeException refused) {
            throw new BackupException(properties.shown() + " cannot be opened: "
                    + (refused.getCause() == null ? refused : refused.getCause()).getMessage());
        }
    }
}
