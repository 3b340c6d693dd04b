package org.myotome.storage.backup;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.h2.store.fs.FileUtils;
import org.myotome.storage.database.DatabaseProperties;
import org.myotome.storage.embedded.DurableFile;
import org.myotome.storage.embedded.FreshQueries;

/**
 * The files of an H2 database.
 *
 * @param database its tables
 * @param log its commits that are not in the other file yet
 */
record H2Files(Path database, Path log) {

    private static final String URL = "jdbc:h2:file:";
    private static final String SUFFIX = ".mv.db";

    /**
     * @param url of an H2 database in a file
     * @throws BackupException if it is another one
     */
    static H2Files of(String url) throws IOException {
        if (!url.startsWith(URL)) {
            throw new BackupException("This is not a database in an H2 file: " + url.replaceAll("[;?].*", "")
                    + ". One is jdbc:h2:file:./data/myotome");
        }
        return at(Path.of(FileUtils.toRealPath(url.substring(URL.length()).replaceAll(";.*", ""))));
    }

    /** @param name of the database, without the end that its files have */
    static H2Files at(Path name) {
        return new H2Files(
                name.resolveSibling(name.getFileName() + SUFFIX), name.resolveSibling(name.getFileName() + ".wal"));
    }

    /** The name of the database in the names of its files. */
    private String name() {
        String file = database.toString();
        return file.substring(0, file.length() - SUFFIX.length());
    }

    boolean exist() {
        return Files.exists(database) || Files.exists(log);
    }

    /**
     * Opens the database as a server would, but leaves its tables as they are.
     *
     * @throws BackupException if it is not there, or in use, or cannot be opened
     */
    static HikariDataSource open(DatabaseProperties properties) throws IOException {
        H2Files files = of(properties.url());
        if (!Files.exists(files.database)) {
            throw new BackupException(
                    "There is no database at " + files.database + ". Name it: --myotome.database.url=jdbc:h2:file:…");
        }
        String url = FreshQueries.url(DurableFile.url(properties.url() + ";IFEXISTS=TRUE"));
        return pool(url, properties);
    }

    /**
     * Opens a database to which nobody else has access, to look through it.
     *
     * @throws BackupException if it cannot be opened
     */
    HikariDataSource look(DatabaseProperties properties) throws IOException {
        // A result is not collected before it is read: it may be a whole table.
        String url = URL + name() + ";IFEXISTS=TRUE;LAZY_QUERY_EXECUTION=1;TRACE_LEVEL_FILE=0;CACHE_SIZE=32768";
        return pool(FreshQueries.url(url), properties);
    }

    private static HikariDataSource pool(String url, DatabaseProperties properties) throws IOException {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("backup");
        pool.setJdbcUrl(url);
        pool.setUsername(properties.user());
        pool.setPassword(properties.secret());
        pool.setMaximumPoolSize(4);
        try {
            return new HikariDataSource(pool);
        } catch (PoolInitializationException closed) {
            Throwable cause = closed.getCause() == null ? closed : closed.getCause();
            throw new BackupException("The database cannot be opened: " + cause.getMessage(), closed);
        }
    }

    /**
     * @throws BackupException if a server has the database open
     */
    void refuseIfInUse() throws IOException {
        if (!Files.exists(database)) {
            return;
        }
        try (FileChannel file = FileChannel.open(database, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            if (lock == null) {
                throw new BackupException("A server is running on " + database + ". Stop it first");
            }
        }
    }
}
