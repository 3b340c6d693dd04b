package org.myotome.storage.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The backups that a server has made in one directory, each in a directory of its own that is named after its moment, such as
 * {@code 20261129T023000Z}. What has another name is somebody else's and stays as it is.
 */
final class KeptBackups {

    private static final String NAME = "\\d{8}T\\d{6}Z";
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path directory;

    KeptBackups(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    Path at(Instant moment) {
        return directory.resolve(FORMAT.format(moment));
    }

    /** Those that were finished, the oldest first. */
    List<Path> finished() throws IOException {
        return named(name -> name.matches(NAME)).stream()
                .filter(backup -> Files.exists(backup.resolve(Manifest.FILE)))
                .toList();
    }

    /** When the newest one was made. */
    Optional<Instant> newest() throws IOException {
        List<Path> all = finished();
        return all.isEmpty() ? Optional.empty() : Optional.of(moment(all.get(all.size() - 1)));
    }

    private static Instant moment(Path backup) {
        try {
            return FORMAT.parse(backup.getFileName().toString(), Instant::from);
        } catch (DateTimeException noTime) {
            return Instant.EPOCH;
        }
    }

    /** Removes what was left by a server that ended while it made, or removed, a backup. */
    void removeUnfinished() throws IOException {
        for (Path left : named(name -> name.matches(NAME + "\\" + NewBackup.PARTIAL))) {
            FileSystemUtils.deleteRecursively(left);
        }
    }

    /**
     * Removes the oldest ones.
     *
     * @return how many
     */
    int keep(int most) throws IOException {
        List<Path> all = finished();
        List<Path> old = all.subList(0, Math.max(0, all.size() - most));
        for (Path backup : old) {
            // What is half removed must not look like a backup.
            Path removed = backup.resolveSibling(backup.getFileName() + NewBackup.PARTIAL);
            Files.move(backup, removed, StandardCopyOption.ATOMIC_MOVE);
            FileSystemUtils.deleteRecursively(removed);
        }
        return old.size();
    }

    private List<Path> named(Predicate<String> name) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(Files::isDirectory)
                    .filter(path -> name.test(path.getFileName().toString()))
                    .sorted(Comparator.comparing(path -> path.getFileName().toString()))
                    .toList();
        }
    }
}
