package org.myotome.storage.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myotome.storage.EmbeddedPostgresql;
import org.springframework.jdbc.core.JdbcTemplate;

/** A PostgreSQL server that takes passwords over TLS and nothing else, as docs/operations/postgresql.md sets it up. */
class PostgresqlTlsTest {

    private static final String SECRET = "a pass=word&of this test";

    @TempDir
    private Path directory;

    @Test
    void theServerIsVerifiedAndThePasswordComesFromAFile() throws Exception {
        ServerCertificate server = ServerCertificate.in(directory, "server");
        ServerCertificate other = ServerCertificate.in(directory, "other");
        Path data = directory.resolve("data");
        try (EmbeddedPostgresql postgresql = EmbeddedPostgresql.of(EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", server.certificate().toString())
                .setServerConfig("ssl_key_file", server.key().toString()))) {
            acceptPasswordsOverTls(postgresql, data);
            String file =
                    "--myotome.database.password-file=" + Files.writeString(directory.resolve("secret"), SECRET + "\n");
            String verified = "?sslmode=verify-full&sslrootcert=" + server.certificate();

            check(1, "is new", postgresql, "localhost", verified, file);
            check(1, "is new", postgresql, "localhost", verified, configTree());
            check(2, "could not be verified by hostnameverifier", postgresql, "127.0.0.1", verified, file);
            check(
                    2,
                    "cannot be opened",
                    postgresql,
                    "localhost",
                    "?sslmode=verify-full&sslrootcert=" + other.certificate(),
                    file);
            check(2, "no encryption", postgresql, "localhost", "?sslmode=disable", file);
            check(
                    2,
                    "password authentication failed",
                    postgresql,
                    "localhost",
                    verified,
                    "--myotome.database.password=no");
            check(
                    2,
                    "myotome.database.password-file is /nowhere, which cannot be read",
                    postgresql,
                    "localhost",
                    verified,
                    "--myotome.database.password-file=/nowhere");
            check(
                    2,
                    "Leave one of them out",
                    postgresql,
                    "localhost",
                    verified,
                    file,
                    "--myotome.database.password=no");
        }
    }

    /** Spring's own way: a directory in which each file is a property. */
    private String configTree() throws Exception {
        Path secrets = Files.createDirectory(directory.resolve("secrets"));
        Files.writeString(secrets.resolve("myotome.database.password"), SECRET + "\n");
        return "--spring.config.import=configtree:" + secrets + "/";
    }

    private static void acceptPasswordsOverTls(EmbeddedPostgresql postgresql, Path data) throws Exception {
        JdbcTemplate jdbc = new JdbcTemplate(postgresql.database());
        jdbc.execute("create role myotome login password '" + SECRET + "'");
        jdbc.execute("create database myotome owner myotome");
        Files.writeString(data.resolve("pg_hba.conf"), """
                hostssl myotome myotome all scram-sha-256
                hostnossl postgres postgres all trust
                """);
        jdbc.execute("select pg_reload_conf()");
    }

    private static void check(
            int exitCode, String says, EmbeddedPostgresql postgresql, String host, String query, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(properties));
        arguments.add("--check");
        arguments.add(
                "--myotome.database.url=jdbc:postgresql://" + host + ":" + postgresql.port() + "/myotome" + query);
        arguments.add("--myotome.database.user=myotome");
        MigrateOutput output = MigrateOutput.of(arguments.toArray(String[]::new));
        assertThat(output.exitCode()).as(output.text()).isEqualTo(exitCode);
        assertThat(output.text()).contains(says).doesNotContain(SECRET);
    }
}
