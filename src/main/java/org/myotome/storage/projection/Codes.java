package org.myotome.storage.projection;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The numbers of codes. A code keeps its number for ever, in this database; a new one gets its number in a transaction of its
 * own, so that no other has to wait for it. They are few, and all kept in memory.
 */
final class Codes {

    private static final String ALL = "select ID, SYSTEM, CODE from " + ProjectionTables.CODE + " where ID > ?";
    private static final String ADD = "insert into " + ProjectionTables.CODE
            + " (ID, SYSTEM, CODE) select coalesce(max(ID), 0) + 1, cast(? as varchar), cast(? as varchar) from "
            + ProjectionTables.CODE;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate alone;
    private final Map<Code, Integer> numbers = new ConcurrentHashMap<>();
    private final Map<Integer, Code> codes = new ConcurrentHashMap<>();

    /** @param expected codes that will be needed, so that no write has to wait for their numbers */
    Codes(DataSource database, Collection<Code> expected) {
        this.jdbc = new JdbcTemplate(database);
        this.alone = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        read();
        Set<Code> missing = new LinkedHashSet<>(expected);
        missing.removeAll(numbers.keySet());
        if (!missing.isEmpty()) {
            addAtOnce(missing);
            missing.forEach(this::number);
        }
    }

    private void addAtOnce(Set<Code> missing) {
        try {
            alone.executeWithoutResult(status -> missing.forEach(code -> jdbc.update(ADD, code.system(), code.code())));
        } catch (DuplicateKeyException taken) {
            // Another server is starting as well: what it has not added is added one by one.
        }
        read();
    }

    private synchronized void read() {
        int last = codes.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        alone.executeWithoutResult(status -> jdbc.query(
                ALL,
                row -> {
                    Code code = new Code(row.getString(2), row.getString(3));
                    codes.put(row.getInt(1), code);
                    numbers.put(code, row.getInt(1));
                },
                last));
    }

    /** The number of a code, which gets one if it has none. */
    int number(Code code) {
        for (Integer known = numbers.get(code); ; known = numbers.get(code)) {
            if (known != null) {
                return known;
            }
            try {
                alone.executeWithoutResult(status -> jdbc.update(ADD, code.system(), code.code()));
            } catch (DuplicateKeyException taken) {
                // Another server has just given out this number, or one for this code.
            }
            read();
        }
    }

    /** The number of a code that something stored may have; empty if nothing has it. */
    Optional<Integer> known(Code code) {
        if (!numbers.containsKey(code)) {
            read();
        }
        return Optional.ofNullable(numbers.get(code));
    }

    Code code(int number) {
        if (!codes.containsKey(number)) {
            read();
        }
        return Optional.ofNullable(codes.get(number))
                .orElseThrow(() -> new IllegalStateException("No code has the number " + number));
    }

    /** The numbers of a system's codes that something stored may have. */
    List<Integer> ofSystem(String system) {
        read();
        return codes.entrySet().stream()
                .filter(entry -> entry.getValue().system().equals(system))
                .map(Map.Entry::getKey)
                .toList();
    }
}
