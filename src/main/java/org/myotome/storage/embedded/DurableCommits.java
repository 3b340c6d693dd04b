package org.myotome.storage.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * An H2 database in a file whose commits return when they are on the disk. H2 itself writes the changed pages of all tables
 * and indexes anew for each commit, about a hundred kilobytes for one grade. Here the rows that a transaction has inserted are
 * written to a {@linkplain CommitLog log}, several transactions at once if they come together, and the database is written
 * only now and then. What the database lacks after a power cut is inserted from the log when it is opened again. A
 * transaction that does more than insert rows has the database written at once.
 *
 * <p>A reader may see a change shortly before it is durable; whoever made it is told only then.
 *
 * <p>Nothing is committed for which the disk has no room: {@link DiskFullException}, until it has. If the file cannot be
 * written all the same, the process ends ({@link LastResort}).
 */
public final class DurableCommits extends DelegatingDataSource implements AutoCloseable {

    /** A file of this size is written anew in some seconds. */
    private static final long SHRUNK_BYTES = 1 << 30;

    private final DurableStore store;
    private final FileUpkeep upkeep;

    private DurableCommits(DataSource pool, DurableStore store) {
        super(pool);
        this.store = store;
        this.upkeep = store.upkeep();
    }

    /**
     * The same database with durable commits; what the log holds has been inserted.
     *
     * @param pool connections to an H2 database; one that is not in a file, or is a server, is left as it is
     * @throws OlderDatabaseException if the database file is older than its log
     * @throws IllegalStateException if the database or its log cannot be opened
     */
    public static DataSource over(DataSource pool) {
        return over(pool, Room::freeBeside, LastResort::end);
    }

    /**
     * @param disk tells how many bytes are free beside a file
     * @param lastResort is told once that the database cannot be used any more
     */
    static DataSource over(DataSource pool, Function<Path, LongSupplier> disk, Consumer<Throwable> lastResort) {
        try (Connection connection = pool.getConnection()) {
            if (connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session) {
                MVStore store = session.getDatabase().getStore().getMvStore();
                return store.isPersistent()
                        ? new DurableCommits(pool, new DurableStore(pool, store, disk, lastResort))
                        : pool;
            }
            return pool;
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("The database cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        store.requireOpen();
        return watched(super.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        store.requireOpen();
        return watched(super.getConnection(user, password));
    }

    private Connection watched(Connection connection) throws SQLException {
        store.takeOver();
        return new WatchedConnection(connection, store).as(Connection.class);
    }

    /** Why nothing would be committed now, and what to do; empty if it would. Waits for a write that is under way. */
    public Optional<String> refusal() {
        return store.refusal();
    }

    /**
     * What is committed at this moment, to be copied while others go on. A commit waits as long as for another one that
     * writes the database. Until the snapshot is closed the file grows with each write.
     *
     * @throws SQLException if no connection is to be had, or the database cannot write
     */
    public FileSnapshot snapshot() throws SQLException, IOException {
        store.requireOpen();
        return store.snapshot(super.getConnection());
    }

    /**
     * Leaves a database file that holds all and is as small as it can be, if that does not take long. Comes before the pool
     * is closed. A process that is killed meanwhile leaves the file as it was.
     */
    @Override
    public void close() throws IOException, SQLException {
        upkeep.close();
        if (store.close(SHRUNK_BYTES)) {
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
