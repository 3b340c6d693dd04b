package org.myotome.storage.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStoreException;

/**
 * The file of a database as it was at one moment, and a connection that sees the same. H2 writes only the header of its file
 * in place, which is read at that moment; all else goes where nothing is needed, and as long as there is a snapshot to the end
 * of the file. So it is copied while others write. What the log held at that moment is in the file; the log is not needed.
 *
 * <p>The file is read by H2's own channel: if another one were closed, POSIX would take the lock away that keeps a second
 * server from the database.
 */
public final class FileSnapshot implements AutoCloseable {

    private static final int AT_ONCE = 1 << 20;

    /** Two blocks, of which the second repeats the first. */
    private static final int HEADER = 2 * 4096;

    private final FileStore<?> file;
    private final AtomicInteger snapshots;
    private final Connection reader;
    private byte[] header = {};
    private long size;

    /** @param snapshots of this file that there are */
    FileSnapshot(FileStore<?> file, AtomicInteger snapshots, Connection reader) {
        this.file = file;
        this.snapshots = snapshots;
        this.reader = reader;
        synchronized (snapshots) {
            snapshots.incrementAndGet();
            file.setReuseSpace(false);
        }
    }

    /** The moment: the file holds what is committed, its end since the space of old parts is not used, and nobody commits. */
    void take() throws SQLException, IOException {
        reader.setAutoCommit(false);
        // H2 fixes what such a transaction sees, in all tables, at its first statement.
        reader.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        try (Statement statement = reader.createStatement();
                ResultSet first = statement.executeQuery("select 1")) {
            first.next();
        }
        header = read(0, HEADER);
        size = file.size();
    }

    /** Bytes of the file. */
    public long size() {
        return size;
    }

    /** In a transaction that only reads. Whoever gets it neither ends the transaction nor closes the connection. */
    public Connection reader() {
        return reader;
    }

    /** @throws IOException if it cannot be written, or the database was closed meanwhile */
    public void copyTo(OutputStream out) throws IOException {
        out.write(header);
        for (long position = HEADER; position < size; position += AT_ONCE) {
            out.write(read(position, (int) Math.min(AT_ONCE, size - position)));
        }
    }

    private byte[] read(long position, int length) throws IOException {
        try {
            ByteBuffer bytes = file.readFully(null, position, length);
            byte[] read = new byte[length];
            bytes.get(read);
            return read;
        } catch (MVStoreException unreadable) {
            throw new IOException("The database file cannot be read, or was closed: " + unreadable.getMessage());
        }
    }

    @Override
    public void close() throws SQLException {
        synchronized (snapshots) {
            file.setReuseSpace(snapshots.decrementAndGet() == 0);
        }
        try (reader) {
            reader.rollback();
        }
    }
}
