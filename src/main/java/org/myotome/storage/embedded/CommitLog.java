package org.myotome.storage.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.h2.mvstore.MVStore;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A file of numbered records, each on the disk when {@link #append} returns. When the database itself has been written, the
 * file is used again from its beginning, so that it does not grow: what follows the last new record are older ones, known by
 * their numbers, or the remains of one, known by its check sum. Not for several threads at once.
 */
final class CommitLog implements AutoCloseable {

    /** Length, number, check sum. */
    private static final int HEADER = Integer.BYTES + Long.BYTES + Integer.BYTES;

    private final Path path;
    private final long database;
    private final RandomAccessFile file;

    /**
     * @param database which database it belongs to; the records of another one are not read
     * @throws IOException if the file cannot be opened or made
     */
    CommitLog(Path path, long database) throws IOException {
        this.path = path;
        this.database = database;
        // Not a channel, which closes when its thread is interrupted. Each write is on the disk when it returns.
        file = new RandomAccessFile(path.toFile(), "rwd");
    }

    /** Where that of a database is: beside its file. */
    static Path of(MVStore store) {
        FilePath file = FilePath.get(store.getFileStore().getFileName());
        while (file instanceof FilePathWrapper wrapper) {
            file = wrapper.unwrap();
        }
        return Path.of(file.toString().replaceFirst("\\.mv\\.db$", "") + ".wal");
    }

    /** @param number one more than that of the record before */
    record Record(long number, byte[] content) {}

    /**
     * What the database does not hold, in order.
     *
     * @param after the number of the last record that the database holds
     * @throws OlderDatabaseException if records between the two are missing
     */
    List<Record> read(long after) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
        List<Record> records = new ArrayList<>();
        for (Record next = next(bytes); next != null; next = next(bytes)) {
            if (next.number() == after + 1 + records.size()) {
                records.add(next);
            } else if (next.number() > after && records.isEmpty()) {
                throw new OlderDatabaseException(after, path, next.number());
            }
        }
        return records;
    }

    private @Nullable Record next(ByteBuffer bytes) {
        if (bytes.remaining() < HEADER) {
            return null;
        }
        int length = bytes.getInt();
        long number = bytes.getLong();
        int sum = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            return null;
        }
        byte[] content = new byte[length];
        bytes.get(content);
        return sum == sum(number, content) ? new Record(number, content) : null;
    }

    /**
     * Adds records, of which the first follows the last one in the file or in the database.
     *
     * @throws IOException if they are not on the disk; the same can be tried again
     */
    void append(List<Record> records) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(records.stream()
                .mapToInt(entry -> HEADER + entry.content().length)
                .sum());
        for (Record entry : records) {
            bytes.putInt(entry.content().length)
                    .putLong(entry.number())
                    .putInt(sum(entry.number(), entry.content()))
                    .put(entry.content());
        }
        long start = file.getFilePointer();
        try {
            file.write(bytes.array());
        } catch (IOException e) {
            // What was written of them is overwritten next time; until then its check sum is wrong.
            file.seek(start);
            throw e;
        }
    }

    /** Bytes since the beginning. */
    long size() throws IOException {
        return file.getFilePointer();
    }

    /** The database holds all that is in the file. */
    void startAgain() throws IOException {
        file.seek(0);
    }

    private int sum(long number, byte[] content) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(database)
                .putLong(number)
                .flip());
        sum.update(content);
        return (int) sum.getValue();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
