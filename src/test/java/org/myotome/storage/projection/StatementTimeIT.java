package org.myotome.storage.projection;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ca.uhn.fhir.context.FhirContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.RunningServer;
import org.myotome.StorageDependent;
import org.myotome.guide.Guide;
import org.myotome.guide.ScaleGrades;
import org.myotome.guide.StrengthCodes;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The database gives up a statement that takes too long, and the server hears that it was the time. */
@StorageDependent
class StatementTimeIT {

    private static final int SECOND = 1;

    static Stream<Consumer<StrengthResults>> questions() {
        return Stream.of(
                results -> results.each(ResultFilter.FINAL, -1, patient -> true),
                results -> results.tally(ResultFilter.FINAL));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void statementThatTakesTooLongIsGivenUp(Consumer<StrengthResults> question) {
        DataSource database =
                Objects.requireNonNull(RunningServer.sharedDatabase().getDataSource());
        Guide guide = Guide.load(FhirContext.forR4Cached());
        StrengthResults results = new StrengthResults(
                slow(DataSource.class, ofTheSameKind(database)),
                new Codes(database, List.of()),
                new StrengthValues(new ScaleGrades(guide), new StrengthCodes(guide)),
                SECOND);
        assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> question.accept(results));
    }

    /** H2 keeps the limit of a statement for its whole connection, which must not go back to the server's pool. */
    private static DataSource ofTheSameKind(DataSource database) {
        return isH2() ? new DriverManagerDataSource("jdbc:h2:mem:") : database;
    }

    private static boolean isH2() {
        return System.getProperty("myotome.test.database", "h2").equals("h2");
    }

    /** Whatever is asked, the true driver runs a statement of a minute or more. */
    private static <T> T slow(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, sent) -> {
            boolean isParameter =
                    real instanceof PreparedStatement && method.getName().matches("set(Array|Object|Long)");
            if (isParameter || method.getName().equals("createArrayOf")) {
                return null;
            }
            boolean isStatement = method.getName().equals("prepareStatement");
            try {
                Object answer = method.invoke(real, isStatement ? new Object[] {statement()} : sent);
                if (answer instanceof PreparedStatement statement) {
                    return slow(PreparedStatement.class, statement);
                }
                return answer instanceof Connection connection ? slow(Connection.class, connection) : answer;
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        }));
    }

    private static String statement() {
        return isH2() ? "select sum(X) from SYSTEM_RANGE(1, 1000000000000)" : "select pg_sleep(60)";
    }
}
