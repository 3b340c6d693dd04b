package org.myotome.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The same query a second time begins with its first row, as H2 alone does not. */
class FreshQueriesTest {

    private static final String SOME = "select ID from GRADE where PATIENT in (?, ?) fetch first 2 rows only";

    private static final String ANY =
            "select count(*) from GRADE p where ID in (10, 20) and exists (select 1 from GRADE x "
                    + "where (x.PATIENT = ? or x.PATIENT = ?) and x.CODE >= p.CODE)";

    @Test
    void aQueryThatEndedEarlyBeginsAnew() throws SQLException {
        try (Connection connection = DriverManager.getConnection(FreshQueries.url("jdbc:h2:mem:fresh"));
                Statement statement = connection.createStatement()) {
            statement.execute("create table GRADE (ID int primary key, PATIENT int, CODE int)");
            statement.execute("create index IDX_PATIENT on GRADE (PATIENT)");
            statement.execute("insert into GRADE select X, X / 10, X from system_range(1, 1000)");
            assertThat(first(connection, SOME)).isEqualTo(10);
            assertThat(first(connection, ANY)).isEqualTo(2);

            statement.execute("delete from GRADE where ID = 500");
            assertThat(first(connection, SOME)).isEqualTo(10);
            statement.execute("delete from GRADE where PATIENT = 1 and ID > 10");
            assertThat(first(connection, SOME)).as("with what is there now").isEqualTo(10);
            assertThat(first(connection, ANY)).isEqualTo(2);
        }
    }

    @Test
    void anotherDatabaseIsLeftAlone() {
        assertThat(FreshQueries.url("jdbc:postgresql://localhost/myotome"))
                .isEqualTo("jdbc:postgresql://localhost/myotome");
    }

    private static int first(Connection connection, String query) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(query)) {
            prepared.setInt(1, 1);
            prepared.setInt(2, 2);
            try (ResultSet result = prepared.executeQuery()) {
                assertThat(result.next()).isTrue();
                return result.getInt(1);
            }
        }
    }
}
