package org.myotome.storage.create;

import com.google.common.collect.Lists;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Rows to insert, those of each table together, and the stored resources that they refer to. */
final class Rows {

    /** What the database is told by an impossible division, as it is the only one here: a target is gone. */
    static final String TARGET_GONE = "22012";

    /** Rows in one statement. */
    private static final int MOST = 256;

    private static final String IS_STORED = "select 1 from HFJ_RESOURCE where RES_ID = ? and RES_DELETED_AT is null";
    /** By one row each, which is an index scan however small the table was when PostgreSQL made its plan. */
    private static final String MUST_BE_STORED =
            "1 / coalesce((select 1 from HFJ_RESOURCE where RES_ID = ? and RES_DELETED_AT is null), 0)";

    private final Map<Table, List<@Nullable Object[]>> rows = new EnumMap<>(Table.class);
    private final Set<Long> targets = new TreeSet<>();
    private final List<Follow> follows = new ArrayList<>();

    private record Follow(String sql, Object value) {}

    /** @param row the values in the order of the table's columns */
    void add(Table table, @Nullable Object... row) {
        rows.computeIfAbsent(table, any -> new ArrayList<>()).add(row);
    }

    /** Has a statement with one parameter follow the rows. */
    void follow(String sql, Object value) {
        follows.add(new Follow(sql, value));
    }

    /** @param resources stored ones, without which the rows must not be inserted */
    void referTo(Collection<Long> resources) {
        targets.addAll(resources);
    }

    /**
     * Inserts them in the transaction of a connection, in one batch for each table.
     *
     * @throws SQLException with the state {@link #TARGET_GONE} if what they refer to is not there any more
     */
    void insert(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(IS_STORED)) {
            for (Long target : targets) {
                query.setLong(1, target);
                try (ResultSet found = query.executeQuery()) {
                    if (!found.next()) {
                        throw new SQLException("What a resource refers to is gone", TARGET_GONE);
                    }
                }
            }
        }
        for (Map.Entry<Table, List<@Nullable Object[]>> entry : rows.entrySet()) {
            try (PreparedStatement statement =
                    connection.prepareStatement(entry.getKey().insert())) {
                for (@Nullable Object[] row : entry.getValue()) {
                    Message.set(statement, row);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }
        for (Follow follow : follows) {
            try (PreparedStatement statement = connection.prepareStatement(follow.sql())) {
                Message.set(statement, new Object[] {follow.value()});
                statement.executeUpdate();
            }
        }
    }

    /** The same for a database that each statement has to travel to: one message if there are not very many rows. */
    List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        Message message = new Message();
        for (Map.Entry<Table, List<@Nullable Object[]>> entry : rows.entrySet()) {
            for (List<@Nullable Object[]> some : Lists.partition(entry.getValue(), MOST)) {
                List<@Nullable Object> values = new ArrayList<>();
                some.forEach(row -> Collections.addAll(values, row));
                if (!message.takes(values.size())) {
                    messages.add(message);
                    message = new Message();
                }
                message.insert(entry.getKey().insert(some.size()), values);
            }
        }
        if (!message.takes(targets.size() + follows.size())) {
            messages.add(message);
            message = new Message();
        }
        for (List<Long> some : Lists.partition(List.copyOf(targets), MOST)) {
            message.check("select " + String.join(", ", Collections.nCopies(some.size(), MUST_BE_STORED)), some);
        }
        for (Follow follow : follows) {
            message.follow(follow.sql(), follow.value());
        }
        messages.add(message);
        return messages;
    }
}
