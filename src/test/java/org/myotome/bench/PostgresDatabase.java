package org.myotome.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A PostgreSQL server for each of those that are compared, so that neither finds the other's pages in its memory. What the
 * embedded one leaves out for speed is on: it would not be durable.
 */
final class PostgresDatabase implements BenchDatabase {

    private static final String USER = "postgres";

    /** The manual of PostgreSQL advises a quarter of the memory; its default is for the smallest machine that it starts on. */
    private static final String BUFFERS = "4GB";

    /** With the default of 1 GB there is a checkpoint, and what follows it, in every minute or two of such writing. */
    private static final String LOG = "8GB";

    private final Path directory;
    private final Map<String, EmbeddedPostgres> servers = new LinkedHashMap<>();

    PostgresDatabase(Path directory) {
        this.directory = directory;
    }

    private EmbeddedPostgres server(String name) {
        return servers.computeIfAbsent(name, this::started);
    }

    private EmbeddedPostgres started(String name) {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(directory.resolveSibling(directory.getFileName() + "-" + name))
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("shared_buffers", BUFFERS)
                    .setServerConfig("max_wal_size", LOG)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String title() {
        String any = "myotome";
        return "PostgreSQL " + ask(any, "show server_version") + ", fsync " + ask(any, "show fsync")
                + ", synchronous_commit " + ask(any, "show synchronous_commit") + ", shared_buffers "
                + ask(any, "show shared_buffers") + ", max_wal_size " + ask(any, "show max_wal_size") + ", huge pages "
                + ask(any, "show huge_pages_status");
    }

    @Override
    public String url(String name) {
        return server(name).getJdbcUrl(USER, USER);
    }

    @Override
    public String user() {
        return USER;
    }

    @Override
    public void rest(String name) {
        execute(name, "vacuum (analyze)");
        execute(name, "checkpoint");
    }

    @Override
    public long size(String name) {
        return Long.parseLong(ask(name, "select pg_database_size('" + USER + "')"));
    }

    @Override
    public String plan(String name, String query) {
        return ask(name, "explain (analyze, costs off, timing off) " + query);
    }

    private String ask(String name, String sql) {
        try (Connection connection = server(name).getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            StringJoiner lines = new StringJoiner("\n");
            while (answer.next()) {
                lines.add(answer.getString(1));
            }
            return lines.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private void execute(String name, String sql) {
        try (Connection connection = server(name).getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        for (EmbeddedPostgres server : servers.values()) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
