package org.myotome.storage.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CancellableStatementsTest {

    private static final String LONG = "select sum(X) from SYSTEM_RANGE(1, 1000000000000)";

    private static HikariDataSource database() {
        HikariDataSource database = new HikariDataSource();
        database.setJdbcUrl("jdbc:h2:mem:");
        return database;
    }

    @Test
    void statementOfAQuestionIsCancelledAndTheNextIsNot() throws Exception {
        try (Questions questions = new Questions();
                HikariDataSource database = database()) {
            CancellableStatements cancellable = new CancellableStatements(database);
            Questions.Asked asked = questions.begin(Duration.ofSeconds(20), () -> true);
            try (Connection connection = cancellable.getConnection();
                    Statement statement = connection.createStatement()) {
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> statement.executeQuery(LONG))
                        .satisfies(
                                cancelled -> assertThat(cancelled.getSQLState()).isEqualTo("57014"));
                assertThat(Question.current().isOver()).isTrue();
            } finally {
                asked.close();
            }
            assertThat(Question.current().isOver()).isFalse();
            try (Connection connection = cancellable.getConnection();
                    Statement statement = connection.createStatement()) {
                assertThat(statement.execute("select 1")).isTrue();
            }
        }
    }
}
