package org.myotome.storage.create;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Gives out the keys of new rows. They come from HAPI's sequences as HAPI takes them: a number of the sequence stands for the
 * {@value #BLOCK} keys that end with it. No key is given out twice, by this server or another one on the same database.
 */
final class Keys {

    /** The increment of HAPI's sequences. */
    private static final int BLOCK = 50;

    /** Blocks that are taken at once. What is left of them at the stop is lost, as a sequence allows. */
    private static final int TAKEN = 20;

    private final DataSource dataSource;
    private final Map<Table, Supply> supplies = new EnumMap<>(Table.class);

    Keys(DataSource dataSource, Dialect dialect) {
        this.dataSource = dataSource;
        for (Table table : Table.values()) {
            table.sequence().ifPresent(sequence -> supplies.put(table, new Supply(dialect.numbers(sequence, TAKEN))));
        }
    }

    /** @throws SQLException if the database gives none */
    long next(Table table) throws SQLException {
        return supplies.get(table).next();
    }

    private final class Supply {

        private final String query;
        private final Deque<Long> ends = new ArrayDeque<>();
        private long next = 1;
        private long end;

        Supply(String query) {
            this.query = query;
        }

        synchronized long next() throws SQLException {
            while (next > end) {
                if (ends.isEmpty()) {
                    take();
                }
                end = ends.remove();
                // The first number of a sequence stands for itself: there are no keys below it.
                next = Math.max(1, end - BLOCK + 1);
            }
            return next++;
        }

        private void take() throws SQLException {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet numbers = statement.executeQuery(query)) {
                while (numbers.next()) {
                    ends.add(numbers.getLong(1));
                }
            }
        }
    }
}
