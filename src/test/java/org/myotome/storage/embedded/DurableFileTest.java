package org.myotome.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file under the database outlives what happens to the threads that write to it. */
class DurableFileTest {

    @TempDir
    private Path directory;

    /** HAPI interrupts its background work when the server stops; a file channel closes when its thread is interrupted. */
    @Test
    void anInterruptedThreadDoesNotCloseTheDatabase() throws SQLException {
        String url = DurableFile.url("jdbc:h2:file:" + directory.resolve("interrupted"));
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("create table grade (code varchar)");
            Thread.currentThread().interrupt();
            statement.execute("insert into grade values ('4-minus')");
            Thread.interrupted();
            assertThat(grades(statement)).isEqualTo(1);
        }
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            assertThat(grades(statement)).isEqualTo(1);
        }
    }

    @Test
    void anotherDatabaseIsLeftAlone() {
        assertThat(DurableFile.url("jdbc:postgresql://localhost/myotome"))
                .isEqualTo("jdbc:postgresql://localhost/myotome");
    }

    private static int grades(Statement statement) throws SQLException {
        try (ResultSet count = statement.executeQuery("select count(*) from grade")) {
            count.next();
            return count.getInt(1);
        }
    }
}
