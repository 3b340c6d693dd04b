package org.myotome.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.engine.Constants;

/** H2 in files, embedded in each server. */
final class H2Database implements BenchDatabase {

    private final Path directory;

    H2Database(Path directory) {
        this.directory = directory;
    }

    @Override
    public String title() {
        return "H2 " + Constants.VERSION + " in a file, written with O_DSYNC at each commit";
    }

    @Override
    public String url(String name) {
        return "jdbc:h2:file:" + directory.resolve(name).toAbsolutePath();
    }

    @Override
    public String user() {
        return "sa";
    }

    @Override
    public long size(String name) {
        try {
            return Files.size(directory.resolve(name + ".mv.db"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void rest(String name) {
        // It does nothing later that it could do now.
    }

    @Override
    public void close() {
        // Nothing runs.
    }

    @Override
    public String plan(String name, String query) {
        try (Connection connection = DriverManager.getConnection(url(name), user(), "");
                Statement statement = connection.createStatement();
                ResultSet plan = statement.executeQuery("explain analyze " + query)) {
            plan.next();
            return plan.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }
}
