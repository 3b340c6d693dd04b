package org.myotome.storage.embedded;

import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.Lock;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;

/** A connection that notes what its transaction changes, and has it made durable when it is committed. */
final class WatchedConnection extends Watched {

    /** Makes commits durable. */
    interface Committer {

        /** @throws SQLException if nothing may be committed now, and nothing has been */
        void admit() throws SQLException;

        /** Held while something is changed or undone in memory. */
        Lock changing();

        /** Commits in memory, and returns when the changes are on the disk. */
        Object commit(Changes changes, InMemory commit) throws Throwable;
    }

    /** Commits; the changes can be seen then, but a power cut would undo them. */
    interface InMemory {
        Object commit() throws Throwable;
    }

    private final Connection connection;
    private final SessionLocal session;
    private final Committer committer;
    private Changes changes = new Changes();

    /** @param connection to an embedded H2 database */
    WatchedConnection(Connection connection, Committer committer) throws SQLException {
        super(connection);
        this.connection = connection;
        this.committer = committer;
        session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "prepareStatement" -> prepare(method, arguments);
            case "createStatement" ->
                new OtherStatement((Statement) pass(method, arguments), null, this::changes, committer.changing())
                        .as(Statement.class);
            case "prepareCall" ->
                new OtherStatement(
                                (Statement) pass(method, arguments),
                                (String) arguments[0],
                                this::changes,
                                committer.changing())
                        .as(CallableStatement.class);
            case "commit" -> {
                admit();
                yield commit(method, arguments);
            }
            case "setAutoCommit" -> commit(method, arguments);
            // Without transactions each statement has been committed in memory by now.
            case "close" ->
                !connection.isClosed() && connection.getAutoCommit()
                        ? commit(method, arguments)
                        : pass(method, arguments);
            case "rollback" -> rollback(method, arguments);
            default -> pass(method, arguments);
        };
    }

    private Changes changes() {
        return changes;
    }

    private Object prepare(Method method, Object[] arguments) throws Throwable {
        String sql = (String) arguments[0];
        PreparedStatement statement = (PreparedStatement) pass(method, arguments);
        if (Changes.isQuery(sql)) {
            return statement;
        }
        // Without a transaction others may see a row, and build on it, before its place in the log is known.
        return arguments.length == 1 && Changes.isInsert(sql) && !connection.getAutoCommit()
                ? new InsertStatement(statement, sql, this::changes, committer.changing()).as(PreparedStatement.class)
                : new OtherStatement(statement, sql, this::changes, committer.changing()).as(PreparedStatement.class);
    }

    /** What is refused is rolled back here: whoever is told next may set auto-commit, which would commit it. */
    private void admit() throws SQLException {
        if (changes.areNone() && !session.containsUncommitted()) {
            return;
        }
        try {
            committer.admit();
        } catch (SQLException refused) {
            changes = new Changes();
            connection.rollback();
            throw refused;
        }
    }

    private Object commit(Method method, Object[] arguments) throws Throwable {
        Changes made = changes;
        changes = new Changes();
        if (made.areNone() && session.containsUncommitted()) {
            made.changedOtherwise();
        }
        return made.areNone() ? pass(method, arguments) : committer.commit(made, () -> pass(method, arguments));
    }

    /** What defines tables is not undone; and a savepoint keeps some of the rows. */
    private Object rollback(Method method, Object[] arguments) throws Throwable {
        if (arguments != null) {
            changes.changedOtherwise();
            return change(committer.changing(), method, arguments);
        }
        if (changes.areInserts()) {
            changes = new Changes();
        }
        return changes.areNone() ? change(committer.changing(), method, arguments) : commit(method, arguments);
    }
}
