package org.myotome.storage.create;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What H2 and PostgreSQL do in ways of their own. */
enum Dialect {
    H2("select next value for %s from system_range(1, %d)"),
    POSTGRESQL("select nextval('%s') from generate_series(1, %d)");

    private final String numbers;

    Dialect(String numbers) {
        this.numbers = numbers;
    }

    static Dialect of(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("H2") ? H2 : POSTGRESQL;
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be reached", e);
        }
    }

    /** Takes the next so many numbers of a sequence. */
    String numbers(String sequence, int count) {
        return numbers.formatted(sequence, count);
    }
}
