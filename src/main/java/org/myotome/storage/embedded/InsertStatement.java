package org.myotome.storage.embedded;

import java.lang.reflect.Method;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;

/** A statement that inserts rows, and notes which. */
final class InsertStatement extends Watched {

    private final String sql;
    private final Supplier<Changes> changes;
    private final Lock changing;
    private final Object[] row;
    private final List<Object[]> batch = new ArrayList<>();

    /**
     * @param sql {@linkplain Changes#isInsert inserts a row}
     * @param changes those of the transaction that runs when the statement is executed
     * @param changing is held while it is
     */
    InsertStatement(PreparedStatement statement, String sql, Supplier<Changes> changes, Lock changing) {
        super(statement);
        this.sql = sql;
        this.changes = changes;
        this.changing = changing;
        this.row = new Object
                [(int) sql.chars().filter(character -> character == '?').count()];
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        String name = method.getName();
        if (arguments != null && name.startsWith("set") && arguments.length > 1) {
            set(name, arguments);
        } else if (name.equals("addBatch")) {
            batch.add(row.clone());
        } else if (name.equals("clearBatch")) {
            batch.clear();
        } else if (name.startsWith("execute")) {
            return execute(name, method, arguments);
        }
        return pass(method, arguments);
    }

    /** A parameter that needs more than its value to be understood, as a calendar, is not one that can be logged. */
    private void set(String name, Object[] arguments) {
        boolean plain = arguments.length == 2 || name.equals("setObject");
        row[(Integer) arguments[0] - 1] = name.equals("setNull") ? null : plain ? arguments[1] : arguments;
    }

    private Object execute(String name, Method method, Object[] arguments) throws Throwable {
        List<Object[]> rows = name.endsWith("Batch") ? List.copyOf(batch) : List.<Object[]>of(row.clone());
        batch.clear();
        try {
            Object result = change(changing, method, arguments);
            rows.forEach(inserted -> changes.get().inserted(sql, inserted));
            return result;
        } catch (Throwable e) {
            // Some rows of a batch may have been inserted before it failed.
            changes.get().changedOtherwise();
            throw e;
        }
    }
}
