package org.myotome.storage.embedded;

import java.lang.reflect.Method;
import java.sql.Statement;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A statement that may change anything, and notes when it does. */
final class OtherStatement extends Watched {

    private final @Nullable String prepared;
    private final Supplier<Changes> changes;
    private final Lock changing;

    /**
     * @param prepared what it executes, or null if that is said when it is executed
     * @param changes those of the transaction that runs then
     * @param changing is held while it is executed, but for queries
     */
    OtherStatement(Statement statement, @Nullable String prepared, Supplier<Changes> changes, Lock changing) {
        super(statement);
        this.prepared = prepared;
        this.changes = changes;
        this.changing = changing;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().startsWith("execute")) {
            String sql = prepared == null && arguments != null && arguments[0] instanceof String said ? said : prepared;
            if (sql == null || !Changes.isQuery(sql)) {
                changes.get().changedOtherwise();
                return change(changing, method, arguments);
            }
        }
        return pass(method, arguments);
    }
}
