package org.myotome.storage.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * An H2 database in a file whose commits return when they are on the disk. H2 itself writes the changed pages of all tables
 * and indexes anew for each commit, about a hundred kilobytes for one grade. Here the rows that a transaction has inserted are
 * written to a {@linkplain CommitLog log}, several transactions at once if they come together, and the database is written
 * only now and then. What the database lacks after a power cut is inserted from the log when it is opened again. A
 * transaction that does more than insert rows has the database written at once.
 *
 * <p>A reader may see a change shortly before it is durable; whoever made it is told only then.
 */
public final class DurableCommits extends DelegatingDataSource implements AutoCloseable {

    /** Neither 0, which has H2 write each commit, nor a delay, which has it write later in threads of its own. */
    private static final int BY_US = -1;

    private static final long LOG_BYTES = 64 << 20;

    /** A file of this size is written anew in some seconds. */
    private static final long SHRUNK_BYTES = 1 << 30;

    /** A number that the database holds, in the file of the database beside its tables. */
    private static final String HELD = "myotome.wal";

    private static final String LAST = "last";
    private static final String DATABASE = "database";

    private final MVStore store;
    private final MVMap<String, Long> held;
    private final CommitLog log;
    private final FileUpkeep upkeep;

    /** Held while a transaction is committed in memory, so that the log has the order of the database. */
    private final Object order = new Object();

    private List<CommitLog.Record> waiting = new ArrayList<>();
    private long last;
    private boolean moreThanInserts;

    /** Held while one writes for all that wait. */
    private final Object writing = new Object();

    private long written;
    private boolean failed;

    private final AtomicInteger snapshots = new AtomicInteger();

    private DurableCommits(DataSource pool, MVStore store) throws SQLException, IOException {
        super(pool);
        this.store = store;
        WriteBuffer.enlarge(store);
        held = store.openMap(HELD);
        held.putIfAbsent(DATABASE, System.nanoTime() ^ System.currentTimeMillis() << 20);
        last = held.getOrDefault(LAST, 0L);
        log = new CommitLog(logOf(store), held.get(DATABASE));
        try (Connection connection = pool.getConnection()) {
            store.setAutoCommitDelay(BY_US);
            last = Recovery.recover(connection, log.read(last), last);
        }
        written = last;
        synchronized (writing) {
            writeDatabase();
        }
        upkeep = new FileUpkeep(store, this::rest);
    }

    /**
     * The same database with durable commits; what the log holds has been inserted.
     *
     * @param pool connections to an H2 database; one that is not in a file, or is a server, is left as it is
     * @throws OlderDatabaseException if the database file is older than its log
     * @throws IllegalStateException if the database or its log cannot be opened
     */
    public static DataSource over(DataSource pool) {
        try (Connection connection = pool.getConnection()) {
            if (connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session) {
                MVStore store = session.getDatabase().getStore().getMvStore();
                return store.isPersistent() ? new DurableCommits(pool, store) : pool;
            }
            return pool;
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("The database cannot be opened: " + e.getMessage(), e);
        }
    }

    private static Path logOf(MVStore store) {
        FilePath file = FilePath.get(store.getFileStore().getFileName());
        while (file instanceof FilePathWrapper wrapper) {
            file = wrapper.unwrap();
        }
        return Path.of(file.toString().replaceFirst("\\.mv\\.db$", "") + ".wal");
    }

    @Override
    public Connection getConnection() throws SQLException {
        return watched(super.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return watched(super.getConnection(user, password));
    }

    private Connection watched(Connection connection) throws SQLException {
        // The URL sets it to 0 for each new connection.
        store.setAutoCommitDelay(BY_US);
        return new WatchedConnection(connection, this::commit).as(Connection.class);
    }

    private Object commit(Changes changes, WatchedConnection.InMemory commit) throws Throwable {
        byte[] content = changes.areInserts() ? changes.toBytes() : new byte[0];
        Object result;
        long own;
        synchronized (order) {
            result = commit.commit();
            own = ++last;
            if (changes.areInserts()) {
                waiting.add(new CommitLog.Record(own, content));
            } else {
                moreThanInserts = true;
            }
        }
        write(own);
        return result;
    }

    private void write(long own) throws SQLException {
        synchronized (writing) {
            if (written >= own) {
                return;
            }
            refuseIfFailed();
            failed = true;
            try {
                writeLog();
            } catch (IOException | MVStoreException e) {
                throw new SQLException("The database could not write: " + e.getMessage(), "08006", e);
            }
            failed = false;
        }
    }

    private void refuseIfFailed() throws SQLException {
        if (failed) {
            throw new SQLException("The database could not write before and writes no more.", "08006");
        }
    }

    private void writeLog() throws IOException {
        List<CommitLog.Record> records;
        long all;
        synchronized (order) {
            if (moreThanInserts || log.size() > LOG_BYTES) {
                writeDatabase();
                return;
            }
            records = waiting;
            all = last;
            waiting = new ArrayList<>();
        }
        log.append(records);
        written = all;
    }

    /** Writes what has been committed in memory into the database file, so that the log begins anew. */
    private void writeDatabase() throws IOException {
        synchronized (order) {
            held.put(LAST, last);
            store.commit();
            log.startAgain();
            waiting = new ArrayList<>();
            moreThanInserts = false;
            written = last;
        }
    }

    /** Whether it has not given up writing. Waits for a write that is under way. */
    public boolean writes() {
        synchronized (writing) {
            return !failed;
        }
    }

    /** Has the database file hold all, when there is time for it. */
    private void rest() {
        synchronized (writing) {
            try {
                if (!failed && (log.size() > 0 || store.hasUnsavedChanges())) {
                    failed = true;
                    writeDatabase();
                    failed = false;
                }
            } catch (IOException e) {
                // Who commits next is told.
            }
        }
    }

    /**
     * What is committed at this moment, to be copied while others go on. A commit waits as long as for another one that
     * writes the database. Until the snapshot is closed the file grows with each write.
     *
     * @throws SQLException if no connection is to be had, or the database cannot write
     */
    public FileSnapshot snapshot() throws SQLException, IOException {
        Connection reader = super.getConnection();
        store.setAutoCommitDelay(BY_US);
        FileSnapshot snapshot = new FileSnapshot(store.getFileStore(), snapshots, reader);
        try {
            synchronized (writing) {
                refuseIfFailed();
                // Nobody commits between the two: the reader sees what the file holds.
                synchronized (order) {
                    failed = true;
                    writeDatabase();
                    failed = false;
                    snapshot.take();
                }
            }
            return snapshot;
        } catch (SQLException | IOException | RuntimeException impossible) {
            snapshot.close();
            throw impossible;
        }
    }

    /**
     * Leaves a database file that holds all and is as small as it can be, if that does not take long. Comes before the pool
     * is closed. A process that is killed meanwhile leaves the file as it was.
     */
    @Override
    public void close() throws IOException, SQLException {
        upkeep.close();
        rest();
        log.close();
        if (store.getFileStore().size() < SHRUNK_BYTES) {
            try (Connection connection = super.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("shutdown compact");
            } catch (SQLException e) {
                // The connection is closed after the database.
                if (e.getErrorCode() != ErrorCode.DATABASE_CALLED_AT_SHUTDOWN) {
                    throw e;
                }
            }
        }
    }
}
