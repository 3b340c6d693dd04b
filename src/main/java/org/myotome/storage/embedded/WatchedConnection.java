package org.myotome.storage.embedded;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Locale;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;

/** A connection that notes what its transaction changes, and has it made durable when it is committed. */
final class WatchedConnection implements InvocationHandler {

    /** Commits in memory, and returns when the changes are on the disk. */
    interface Committer {
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

    /** A statement has been made which may change more, in this transaction and each that follows. */
    private boolean others;

    private WatchedConnection(Connection connection, Committer committer) throws SQLException {
        this.connection = connection;
        this.committer = committer;
        session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
    }

    static Connection of(Connection connection, Committer committer) throws SQLException {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new WatchedConnection(connection, committer));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "prepareStatement" -> prepare(method, arguments);
            case "createStatement", "prepareCall" -> {
                others = true;
                yield pass(method, arguments);
            }
            case "commit", "setAutoCommit" -> commit(method, arguments);
            // Without transactions each statement has been committed in memory by now.
            case "close" ->
                !connection.isClosed() && connection.getAutoCommit()
                        ? commit(method, arguments)
                        : pass(method, arguments);
            case "rollback" -> {
                if (arguments == null) {
                    changes = new Changes();
                } else {
                    changes.changedOtherwise();
                }
                yield pass(method, arguments);
            }
            default -> pass(method, arguments);
        };
    }

    private Object prepare(Method method, Object[] arguments) throws Throwable {
        String sql = (String) arguments[0];
        boolean insert = arguments.length == 1 && Changes.isInsert(sql) && !connection.getAutoCommit();
        others |= !insert && !sql.stripLeading().toLowerCase(Locale.ROOT).startsWith("select");
        Object statement = pass(method, arguments);
        return insert ? WatchedStatement.of((PreparedStatement) statement, sql, () -> changes) : statement;
    }

    private Object commit(Method method, Object[] arguments) throws Throwable {
        Changes made = changes;
        changes = new Changes();
        if (others || made.areNone() && session.containsUncommitted()) {
            made.changedOtherwise();
        }
        return made.areNone() ? pass(method, arguments) : committer.commit(made, () -> pass(method, arguments));
    }

    private Object pass(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
