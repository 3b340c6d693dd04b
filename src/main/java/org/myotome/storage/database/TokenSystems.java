package org.myotome.storage.database;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.taskdef.BaseTask;
import ca.uhn.fhir.jpa.migrate.taskdef.ExecuteRawSqlTask;
import ca.uhn.fhir.jpa.migrate.tasks.api.TaskFlagEnum;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamToken;
import java.util.Arrays;
import java.util.List;
import org.hibernate.Interceptor;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the address of the code system out of the index rows of codes, of which a grade has six: it was a third of each row. A
 * search by code compares hashes, which the system is in; only the order by a code read it, and is by the code alone.
 */
final class TokenSystems implements Interceptor {

    private static final String SYSTEM = "mySystem";

    /** Runs once on a database, new or old, so that all rows have one order. */
    static BaseTask migration() {
        ExecuteRawSqlTask task = new ExecuteRawSqlTask("0.1.0", "20261128.5");
        for (DriverTypeEnum driver : List.of(DriverTypeEnum.H2_EMBEDDED, DriverTypeEnum.POSTGRES_9_4)) {
            task.addSql(driver, "update HFJ_SPIDX_TOKEN set SP_SYSTEM = null where SP_SYSTEM is not null");
        }
        return task.setDescription("Keep code systems out of the index rows of codes")
                .addFlag(TaskFlagEnum.RUN_DURING_SCHEMA_INITIALIZATION);
    }

    @Override
    public boolean onPersist(
            Object entity, Object id, @Nullable Object[] state, String[] properties, @Nullable Type[] types) {
        return withoutSystem(entity, state, properties);
    }

    @Override
    public boolean onFlushDirty(
            Object entity,
            Object id,
            @Nullable Object[] state,
            @Nullable Object[] previous,
            String[] properties,
            @Nullable Type[] types) {
        return withoutSystem(entity, state, properties);
    }

    private static boolean withoutSystem(Object entity, @Nullable Object[] state, String[] properties) {
        if (!(entity instanceof ResourceIndexedSearchParamToken)) {
            return false;
        }
        state[Arrays.asList(properties).indexOf(SYSTEM)] = null;
        return true;
    }
}
