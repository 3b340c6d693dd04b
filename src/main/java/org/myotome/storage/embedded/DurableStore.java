package org.myotome.storage.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** The two files of an H2 database, the database itself and its log, and what of it is not yet in them. */
final class DurableStore implements WatchedConnection.Committer {

    /** Neither 0, which has H2 write each commit, nor a delay, which has it write later in threads of its own. */
    private static final int BY_US = -1;

    private static final long LOG_BYTES = 64 << 20;

    /** SQL state of a connection that failed. */
    static final String CONNECTION_FAILURE = "08006";

    private final MVStore store;
    private final HeldNumbers held;
    private final CommitLog log;
    private final Room room;
    private final Consumer<Throwable> lastResort;

    /** Held while a transaction is committed in memory, so that the log has the order of the database. */
    private final Object order = new Object();

    private List<CommitLog.Record> waiting = new ArrayList<>();
    private SharedWrite next = new SharedWrite();
    private long last;
    private boolean moreThanInserts;

    /** Held while one writes for all that wait. */
    private final Object writing = new Object();

    private long written;

    /** The file could not be written, and H2 has given up the database. */
    private boolean failed;

    private volatile boolean closing;

    private final Statements statements = new Statements();

    private final AtomicInteger snapshots = new AtomicInteger();

    /**
     * Opens both, and inserts what only the log holds.
     *
     * @param disk tells how many bytes are free beside a file
     * @param lastResort is told once that the database cannot be used any more, by whoever has noticed
     */
    DurableStore(DataSource pool, MVStore store, Function<Path, LongSupplier> disk, Consumer<Throwable> lastResort)
            throws SQLException, IOException {
        this.store = store;
        this.lastResort = lastResort;
        WriteBuffer.enlarge(store);
        held = new HeldNumbers(store);
        last = held.last();
        Path file = CommitLog.of(store);
        log = new CommitLog(file, held.database());
        room = new Room(disk.apply(file), store);
        try (Connection connection = pool.getConnection()) {
            takeOver();
            last = Recovery.recover(connection, log.read(last), last);
        }
        written = last;
        synchronized (writing) {
            writeDatabase();
        }
    }

    /** The URL has H2 write each commit itself, anew for each new connection. */
    void takeOver() {
        store.setAutoCommitDelay(BY_US);
    }

    FileUpkeep upkeep() {
        return new FileUpkeep(store, room, this::rest);
    }

    /** H2 would open the file again for a new connection, and the database would lack what only the log holds. */
    void requireOpen() throws SQLException {
        if (store.isClosed()) {
            throw gone(new SQLException("H2 has closed the database"));
        }
    }

    private SQLException gone(Throwable failure) {
        synchronized (writing) {
            if (!failed && !closing) {
                lastResort.accept(failure);
            }
            failed = true;
        }
        return new SQLException("The database could not write and writes no more", CONNECTION_FAILURE, failure);
    }

    @Override
    public void admit() throws SQLException {
        room.requireToCommit();
    }

    @Override
    public Object commit(Changes changes, WatchedConnection.InMemory commit) throws Throwable {
        byte[] content = changes.areInserts() ? changes.toBytes() : new byte[0];
        Object result;
        SharedWrite shared;
        boolean leads;
        synchronized (order) {
            result = commit.commit();
            last++;
            if (changes.areInserts()) {
                waiting.add(new CommitLog.Record(last, content));
            } else {
                moreThanInserts = true;
            }
            shared = next;
            leads = shared.join();
        }
        if (leads) {
            shared.lead(this::write);
        } else {
            shared.await();
        }
        return result;
    }

    /** What could not be written is still waiting, unless H2 has given up: the next one who commits writes it. */
    private void write() throws SQLException {
        synchronized (writing) {
            synchronized (order) {
                next = new SharedWrite();
                if (written == last) {
                    return;
                }
            }
            refuseIfFailed();
            try {
                writeLog();
            } catch (DiskFullException | IOException e) {
                throw new SQLException("It is not yet on the disk: " + e.getMessage(), CONNECTION_FAILURE, e);
            } catch (MVStoreException e) {
                throw gone(e);
            }
        }
    }

    private void writeLog() throws IOException, DiskFullException {
        List<CommitLog.Record> records;
        long all;
        synchronized (order) {
            if (moreThanInserts || log.size() > LOG_BYTES) {
                writeDatabase();
                return;
            }
            records = List.copyOf(waiting);
            all = last;
        }
        log.append(records);
        synchronized (order) {
            waiting.subList(0, records.size()).clear();
        }
        written = all;
    }

    @Override
    public Lock changing() {
        return statements.changing();
    }

    /** Writes what has been committed in memory into the database file, so that the log begins anew. */
    private void writeDatabase() throws IOException, DiskFullException {
        synchronized (order) {
            room.requireToWrite();
            boolean alone = statements.hold();
            try {
                held.setLast(last);
                store.commit();
            } finally {
                if (alone) {
                    statements.release();
                }
            }
            if (store.isClosed()) {
                throw DataUtils.newMVStoreException(DataUtils.ERROR_CLOSED, "H2 has closed the database");
            }
            log.startAgain();
            waiting = new ArrayList<>();
            moreThanInserts = false;
            written = last;
        }
    }

    /** Why nothing would be committed now; empty if it would. Waits for a write that is under way. */
    Optional<String> refusal() {
        synchronized (writing) {
            if (failed) {
                return Optional.of(
                        "The database could not write before and writes no more: mend the disk, and start the server again");
            }
        }
        try {
            admit();
            return Optional.empty();
        } catch (SQLException full) {
            return Optional.of(full.getMessage());
        }
    }

    /** Has the file hold all, and lets nobody commit until the reader sees what is in it. */
    FileSnapshot snapshot(Connection reader) throws SQLException, IOException {
        takeOver();
        FileSnapshot snapshot = new FileSnapshot(store.getFileStore(), snapshots, reader);
        try {
            synchronized (writing) {
                refuseIfFailed();
                synchronized (order) {
                    writeDatabase();
                    snapshot.take();
                }
            }
            return snapshot;
        } catch (MVStoreException e) {
            snapshot.close();
            throw gone(e);
        } catch (SQLException | IOException | RuntimeException impossible) {
            snapshot.close();
            throw impossible;
        }
    }

    private void refuseIfFailed() throws SQLException {
        if (failed) {
            throw new SQLException("The database could not write before and writes no more", CONNECTION_FAILURE);
        }
    }

    /** Has the database file hold all, when there is time for it. */
    private void rest() {
        synchronized (writing) {
            try {
                if (!failed && (log.size() > 0 || store.hasUnsavedChanges())) {
                    writeDatabase();
                }
            } catch (DiskFullException | IOException e) {
                // Who commits next is told, or there is room by then.
            } catch (MVStoreException e) {
                gone(e);
            }
        }
    }

    /**
     * Has the database file hold all. Whoever comes later gets no connection any more.
     *
     * @return whether there is room, and time, to make the file as small as it can be
     */
    boolean close(long mostBytes) throws IOException {
        closing = true;
        rest();
        log.close();
        synchronized (writing) {
            return !failed && room.isAmple() && store.getFileStore().size() < mostBytes;
        }
    }
}
