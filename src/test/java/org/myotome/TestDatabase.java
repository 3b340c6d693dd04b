package org.myotome;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The new database of the server that all tests share: an H2 file, or PostgreSQL with {@code -Dmyotome.test.database=postgresql},
 * or PostgreSQL in a container in the second run of the tests of storage.
 */
record TestDatabase(String url, String user, String password) {

    private static final String IN_CONTAINER = "myotome.test.container";
    private static final String IMAGE = "myotome.test.postgres-image";
    private static final String STOCK_IMAGE = "postgres:18";

    static boolean isInContainer() {
        return Boolean.getBoolean(IN_CONTAINER);
    }

    static TestDatabase chosen() {
        if (isInContainer()) {
            return inContainer();
        }
        String name = System.getProperty("myotome.test.database", "h2");
        return switch (name) {
            case "h2" ->
                new TestDatabase(
                        "jdbc:h2:file:" + RunningServer.temporaryDirectory().resolve("myotome"), "sa", "");
            case "postgresql" -> postgresql();
            default -> throw new IllegalArgumentException("myotome.test.database is h2 or postgresql, not " + name);
        };
    }

    /** It ends with the tests. */
    private static TestDatabase postgresql() {
        try {
            return new TestDatabase(
                    EmbeddedPostgres.builder().start().getJdbcUrl("postgres", "postgres"), "postgres", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It is stopped when the tests have ended: not all daemons have the helper container that would do it. */
    private static TestDatabase inContainer() {
        PostgreSQLContainer container = new PostgreSQLContainer(
                DockerImageName.parse(System.getProperty(IMAGE, STOCK_IMAGE)).asCompatibleSubstituteFor("postgres"));
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
        container.start();
        return new TestDatabase(container.getJdbcUrl(), container.getUsername(), container.getPassword());
    }
}
