package org.myotome.storage.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * A backup that is being made: beside its place, under a name that ends with {@value #PARTIAL}. It gets its name when it is
 * whole and verified. One that was not finished is removed, or has the other name for ever.
 */
final class NewBackup implements BackupFiles, AutoCloseable {

    static final String PARTIAL = ".partial";

    private final Path place;
    private final Path partial;
    private boolean finished;

    private NewBackup(Path place, Path partial) {
        this.place = place;
        this.partial = partial;
    }

    /** @throws BackupException if there is something at this place, or nothing can be written there */
    static NewBackup at(Path place) throws IOException {
        Path whole = place.toAbsolutePath().normalize();
        if (Files.exists(whole) && !isEmpty(whole)) {
            throw new BackupException(
                    whole + " is not an empty directory. Name a new one: a backup is never overwritten");
        }
        Path partial = whole.resolveSibling(whole.getFileName() + PARTIAL);
        if (Files.exists(partial)) {
            throw new BackupException(
                    partial
                            + " exists: another backup is being made there, or was never finished. Remove it if it is not, or name another directory");
        }
        try {
            Files.createDirectories(partial);
        } catch (IOException refused) {
            throw new BackupException(
                    partial + " cannot be made (" + refused + "). Name a directory where you may write");
        }
        return new NewBackup(whole, partial);
    }

    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    /** Where its files are as long as it is not finished. */
    Path directory() {
        return partial;
    }

    /** Where it will be. */
    Path place() {
        return place;
    }

    @Override
    public OutputStream next(String name) throws IOException {
        return durable(partial.resolve(name));
    }

    /** A new file that is on the disk when it is closed. */
    static OutputStream durable(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel);
        return new java.io.FilterOutputStream(out) {

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                try (channel) {
                    channel.force(true);
                }
            }
        };
    }

    /** Gives it its name, for good. */
    void finish() throws IOException {
        sync(partial);
        Files.deleteIfExists(place);
        Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
        finished = true;
        sync(place.getParent());
    }

    /** Has the names of the files in a directory on the disk. */
    static void sync(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        } catch (java.nio.file.AccessDeniedException windows) {
            // Windows opens no directories, and writes their names by itself.
        }
    }

    @Override
    public void close() throws IOException {
        if (!finished) {
            FileSystemUtils.deleteRecursively(partial);
        }
    }
}
