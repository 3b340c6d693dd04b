package org.myotome.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The disk on which the file of an embedded database lies. */
record EmbeddedDisk(Path directory, String database, long leastFreeBytes) {

    private static final String FILE_URL = "jdbc:h2:file:";

    /** The log of the database may grow by so much before the file itself is written, and the file needs some as well. */
    private static final long LEAST_FREE_BYTES = 128 << 20;

    /** Empty if the database is not a file of this machine. */
    static Optional<EmbeddedDisk> of(String url) {
        if (!url.startsWith(FILE_URL)) {
            return Optional.empty();
        }
        String name = url.substring(FILE_URL.length()).replaceFirst(";.*", "");
        Path file = Path.of(name.replaceFirst(
                        "^~(?=/|\\\\|$)", System.getProperty("user.home").replace("\\", "\\\\")))
                .toAbsolutePath()
                .normalize();
        return Optional.of(new EmbeddedDisk(file.getParent(), file.getFileName().toString(), LEAST_FREE_BYTES));
    }

    /** Empty if nobody can say. */
    Optional<Long> freeBytes() {
        try {
            return Optional.of(Files.getFileStore(directory).getUsableSpace());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Why a write would fail; empty if one of a few bytes has just reached the disk. */
    Optional<String> fault() {
        Optional<Long> free = freeBytes();
        if (free.isPresent() && free.get() < leastFreeBytes) {
            return Optional.of("The disk of the database has " + (free.get() >> 20) + " MB left, of the "
                    + (leastFreeBytes >> 20) + " MB that are needed: make room in " + directory);
        }
        Path probe = directory.resolve(database + ".probe");
        try (FileChannel file = FileChannel.open(
                probe,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.DSYNC,
                StandardOpenOption.DELETE_ON_CLOSE)) {
            file.write(ByteBuffer.wrap(new byte[] {1}), 0);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("Nothing can be written into " + directory + " ("
                    + e.getClass().getSimpleName() + "): check the disk and whose the directory is");
        }
    }
}
