package org.myotome;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The new database of the server that all tests share: an H2 file, or PostgreSQL with {@code -Dmyotome.test.database=postgresql}. */
record TestDatabase(String url, String user) {

    static TestDatabase chosen() {
        String name = System.getProperty("myotome.test.database", "h2");
        return switch (name) {
            case "h2" ->
                new TestDatabase(
                        "jdbc:h2:file:" + RunningServer.temporaryDirectory().resolve("myotome"), "sa");
            case "postgresql" -> postgresql();
            default -> throw new IllegalArgumentException("myotome.test.database is h2 or postgresql, not " + name);
        };
    }

    /** It ends with the tests. */
    private static TestDatabase postgresql() {
        try {
            return new TestDatabase(EmbeddedPostgres.builder().start().getJdbcUrl("postgres", "postgres"), "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
