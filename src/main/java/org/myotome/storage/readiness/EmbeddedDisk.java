package org.myotome.storage.readiness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The disk on which the file of an embedded database lies. */
record EmbeddedDisk(Path directory, String database) {

    private static final String FILE_URL = "jdbc:h2:file:";

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
        return Optional.of(new EmbeddedDisk(file.getParent(), file.getFileName().toString()));
    }

    /** Empty if nobody can say. */
    Optional<Long> freeBytes() {
        try {
            return Optional.of(Files.getFileStore(directory).getUsableSpace());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Why a write would fail; empty if one of a byte has just reached the disk. How much room there must be is not asked. */
    Optional<String> fault() {
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
