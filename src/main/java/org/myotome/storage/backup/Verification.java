package org.myotome.storage.backup;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import org.myotome.storage.database.DatabaseProperties;
import org.springframework.util.FileSystemUtils;

/** Proves of a backup that it can be restored: by its check sums, and by a copy of it that is opened and looked through. */
final class Verification {

    private final String program;
    private final DatabaseProperties properties;
    private final Supplier<DatabaseCheck> check;

    /**
     * @param program the version of this program
     * @param properties with the user and the password that the database has
     * @param check is asked for only when it is needed
     */
    Verification(String program, DatabaseProperties properties, Supplier<DatabaseCheck> check) {
        this.program = program;
        this.properties = properties;
        this.check = check;
    }

    /**
     * That the files are as they were written, by this program or an older one.
     *
     * @throws BackupException says what is wrong
     */
    Manifest files(Path backup) throws IOException {
        Manifest manifest = Manifest.read(backup);
        if (isNewer(manifest.program(), program)) {
            throw new BackupException("The backup was made by Myotome " + manifest.program() + ", and this is "
                    + program
                    + ": an older program does not read what a newer one stores. Use Myotome " + manifest.program()
                    + " or a newer one");
        }
        for (Manifest.StoredFile file : manifest.files()) {
            Path path = backup.resolve(file.name());
            if (!Files.isRegularFile(path)) {
                throw new BackupException("The backup is not whole: " + path + " is missing. Use another backup");
            }
            if (Files.size(path) != file.bytes() || !Sha256.of(path).equals(file.sha256())) {
                throw new BackupException("The backup is broken: " + path + " is not as it was written ("
                        + Files.size(path) + " bytes of " + file.bytes() + "). Use another backup");
            }
        }
        return manifest;
    }

    /**
     * All of it.
     *
     * @param scratch where there is as much free space as the database has
     * @return what was found
     * @throws BackupException says what is wrong
     */
    String verify(Path backup, Path scratch) throws IOException {
        Manifest manifest = files(backup);
        if (!manifest.database().equals(Manifest.H2)) {
            return "the files are as they were written";
        }
        Path copies = Files.createTempDirectory(scratch, ".verify");
        try {
            H2Files copy = H2Files.at(copies.resolve("copy"));
            Files.copy(backup.resolve(EmbeddedBackup.DATABASE), copy.database());
            return database(copy, manifest);
        } finally {
            FileSystemUtils.deleteRecursively(copies);
        }
    }

    /** That a copy of the database holds what the manifest says. It is open only meanwhile. */
    String database(H2Files copy, Manifest manifest) throws IOException {
        try (HikariDataSource database = copy.look(properties)) {
            return check.get().check(database, manifest);
        }
    }

    /** Copies the database of a backup to a new file, which is on the disk then, and is the same. */
    static void copy(Path backup, Manifest manifest, Path target) throws IOException {
        Sha256 sum = new Sha256();
        try (OutputStream out = sum.of(NewBackup.durable(target))) {
            Files.copy(backup.resolve(EmbeddedBackup.DATABASE), out);
        }
        String expected = manifest.files().stream()
                .filter(file -> file.name().equals(EmbeddedBackup.DATABASE))
                .map(Manifest.StoredFile::sha256)
                .findFirst()
                .orElseThrow(() -> new BackupException("The manifest names no " + EmbeddedBackup.DATABASE));
        if (!sum.hex().equals(expected)) {
            throw new BackupException(target + " could not be written as the backup has it. Is the disk sound?");
        }
    }

    /** By the numbers of the versions; what follows them, as -SNAPSHOT, does not count. */
    static boolean isNewer(String one, String other) {
        return Arrays.compare(numbers(one), numbers(other)) > 0;
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.replaceAll("[^0-9.].*", "").split("\\."))
                .filter(number -> !number.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
