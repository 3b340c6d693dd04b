package org.myotome.storage.embedded;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.ObjectDataType;

/** What one transaction has changed: the rows that it has inserted, by the statement that inserts them, or anything else. */
final class Changes {

    private static final String VALUE = "(?:\\?|\\d+|true|false|'\\w*')";
    private static final Pattern INSERT = Pattern.compile(
            "\\s*insert\\s+into\\s+(\\w+)\\s*\\([\\w\\s,\"]+\\)\\s*values\\s*\\(\\s*" + VALUE + "(?:\\s*,\\s*" + VALUE
                    + ")*\\s*\\)\\s*",
            Pattern.CASE_INSENSITIVE);

    /** A query that gives what it has changed, for which H2 has {@code from final table (insert ...)}, is none. */
    private static final Pattern QUERY = Pattern.compile(
            "\\s*select\\b(?!.*\\b(final|new|old)\\s+table\\b).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private record Kind(boolean insert, boolean query) {}

    /** There are some fifty statements, and a few more for each shape of a search. */
    private static final Map<String, Kind> KINDS = new ConcurrentHashMap<>();

    private static final int MOST_KINDS = 2000;

    /** What stands for itself wherever and whenever it is read. */
    private static final Set<Class<?>> LOGGED = Set.of(
            Long.class,
            Integer.class,
            Short.class,
            Byte.class,
            Double.class,
            Boolean.class,
            String.class,
            BigDecimal.class,
            Timestamp.class,
            byte[].class);

    private final Map<String, List<Object[]>> inserts = new LinkedHashMap<>();
    private boolean others;

    /** Whether the statement inserts one row, of parameters and constants alone, so that it does the same whenever it is executed. */
    static boolean isInsert(String sql) {
        return kind(sql).insert();
    }

    /** Whether the statement only reads. A number taken from a sequence is no change: it is not given back. */
    static boolean isQuery(String sql) {
        return kind(sql).query();
    }

    private static Kind kind(String sql) {
        Kind known = KINDS.get(sql);
        if (known == null) {
            if (KINDS.size() >= MOST_KINDS) {
                KINDS.clear();
            }
            known = new Kind(INSERT.matcher(sql).matches(), QUERY.matcher(sql).matches());
            KINDS.put(sql, known);
        }
        return known;
    }

    /** @param row the parameters in their order */
    void inserted(String sql, Object[] row) {
        if (Arrays.stream(row).allMatch(value -> value == null || LOGGED.contains(value.getClass()))) {
            inserts.computeIfAbsent(sql, key -> new ArrayList<>()).add(row);
        } else {
            others = true;
        }
    }

    /** Something has been changed, or may have been, that is not an inserted row. */
    void changedOtherwise() {
        others = true;
    }

    boolean areNone() {
        return inserts.isEmpty() && !others;
    }

    boolean areInserts() {
        return !inserts.isEmpty() && !others;
    }

    Map<String, List<Object[]>> inserts() {
        return inserts;
    }

    /** The tables that rows are inserted into. */
    Set<String> tables() {
        return inserts.keySet().stream()
                .map(INSERT::matcher)
                .filter(Matcher::matches)
                .map(insert -> insert.group(1).toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    byte[] toBytes() {
        WriteBuffer bytes = new WriteBuffer();
        new ObjectDataType()
                .write(
                        bytes,
                        inserts.entrySet().stream()
                                .map(entry -> new Object[] {
                                    entry.getKey(), entry.getValue().toArray()
                                })
                                .toArray());
        ByteBuffer written = bytes.getBuffer().flip();
        byte[] result = new byte[written.remaining()];
        written.get(result);
        return result;
    }

    static Changes of(byte[] bytes) {
        Changes changes = new Changes();
        for (Object entry : (Object[]) new ObjectDataType().read(ByteBuffer.wrap(bytes))) {
            Object[] insert = (Object[]) entry;
            List<Object[]> rows = new ArrayList<>();
            for (Object row : (Object[]) insert[1]) {
                rows.add((Object[]) row);
            }
            changes.inserts.put((String) insert[0], rows);
        }
        return changes;
    }
}
