package org.myotome.storage.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.myotome.storage.embedded.DurableCommits;
import org.myotome.storage.embedded.FileSnapshot;

/** Copies the file of an H2 database while it is in use. */
final class EmbeddedBackup {

    /** As in the directory of a server, so that it can be put there by hand. */
    static final String DATABASE = "myotome.mv.db";

    private final DurableCommits database;
    private final String program;

    /**
     * @param database whose every commit goes through it
     * @param program the version of this program
     */
    EmbeddedBackup(DurableCommits database, String program) {
        this.database = database;
        this.program = program;
    }

    /**
     * @throws BackupException if the database is not an H2 file, or a pool or proxy hides it
     */
    static EmbeddedBackup of(DataSource database, String program) throws IOException {
        try {
            if (database.isWrapperFor(DurableCommits.class)) {
                return new EmbeddedBackup(database.unwrap(DurableCommits.class), program);
            }
        } catch (SQLException hidden) {
            throw new BackupException("The database cannot be reached: " + hidden.getMessage(), hidden);
        }
        throw new BackupException("Only a database in an H2 file is copied in this way. For PostgreSQL use"
                + " java -jar target/myotome.jar backup DIR --myotome.database.url=jdbc:postgresql://…");
    }

    /** Writes the database and then the manifest. */
    Manifest write(BackupFiles files) throws IOException {
        try (FileSnapshot snapshot = database.snapshot()) {
            Instant moment = Instant.now();
            Sha256 sum = new Sha256();
            try (OutputStream out = sum.of(files.next(DATABASE))) {
                snapshot.copyTo(out);
            }
            Manifest manifest = Manifest.of(
                    program,
                    Manifest.H2,
                    moment.toString(),
                    SchemaState.of(snapshot.reader()),
                    Counts.of(snapshot.reader()),
                    List.of(new Manifest.StoredFile(DATABASE, snapshot.size(), sum.hex())));
            try (OutputStream out = files.next(Manifest.FILE)) {
                out.write(manifest.bytes());
            }
            return manifest;
        } catch (SQLException failed) {
            throw new BackupException("The database failed while it was copied: " + failed.getMessage(), failed);
        }
    }
}
