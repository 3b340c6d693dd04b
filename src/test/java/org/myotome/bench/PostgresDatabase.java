package org.myotome.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/** A PostgreSQL server as it comes, except that what the embedded one leaves out for speed is on: it would not be durable. */
final class PostgresDatabase implements BenchDatabase {

    private final EmbeddedPostgres server;
    private final Set<String> created = new HashSet<>();

    PostgresDatabase(Path directory) {
        try {
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(directory)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String title() {
        return "PostgreSQL " + ask("show server_version") + ", fsync " + ask("show fsync") + ", synchronous_commit "
                + ask("show synchronous_commit") + ", shared_buffers " + ask("show shared_buffers");
    }

    @Override
    public String url(String name) {
        if (created.add(name)) {
            execute("create database " + name);
        }
        return server.getJdbcUrl("postgres", name);
    }

    @Override
    public String user() {
        return "postgres";
    }

    @Override
    public void rest(String name) {
        try (Connection connection = server.getDatabase("postgres", name).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum (analyze)");
            statement.execute("checkpoint");
        } catch (SQLException e) {
            throw new IllegalStateException("vacuum of " + name, e);
        }
    }

    @Override
    public long size(String name) {
        return Long.parseLong(ask("select pg_database_size('" + name + "')"));
    }

    private String ask(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
