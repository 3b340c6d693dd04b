package org.myotome.storage.migration;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Set;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A database of one connection, which whoever closes it only gives back. (HAPI's migrator would also close a data source of
 * Spring's for a single connection.)
 */
final class OneConnection extends AbstractDataSource {

    private static final Set<String> IGNORED = Set.of("close");
    private static final Set<String> IGNORED_IN_TRANSACTION = Set.of("close", "setAutoCommit", "commit", "rollback");

    private final Connection connection;

    private OneConnection(Connection connection) {
        this.connection = connection;
    }

    static OneConnection of(Connection connection) {
        return new OneConnection(ignoring(IGNORED, connection));
    }

    /** One in which everything is part of the transaction that is under way, whatever transactions others make. */
    static OneConnection inTransaction(Connection connection) {
        return new OneConnection(ignoring(IGNORED_IN_TRANSACTION, connection));
    }

    private static Connection ignoring(Set<String> ignored, Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                OneConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (ignored.contains(method.getName())) {
                        return null;
                    }
                    if (ignored.contains("commit") && method.getName().equals("getAutoCommit")) {
                        return true;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public Connection getConnection(String user, String password) {
        return connection;
    }
}
