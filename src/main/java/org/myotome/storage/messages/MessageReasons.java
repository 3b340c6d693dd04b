package org.myotome.storage.messages;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.myotome.storage.messages.KeptMessage.Reason;
import org.springframework.jdbc.core.JdbcTemplate;

/** Why messages were refused. Rows of messages that are refused now, found by their primary key. */
final class MessageReasons {

    /** Different ones of one message. A message may have a million unknown codes, and nobody mends them at once. */
    private static final int MOST = 500;

    private static final String INSERT = "insert into " + MessageTables.REASON
            + " (MESSAGE_ID, N, RULE, UNMAPPED_SYSTEM, UNMAPPED_CODE, UNMAPPED_TEXT) values (?, ?, ?, ?, ?, ?)";

    private final JdbcTemplate jdbc;

    MessageReasons(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void insert(String message, List<Reason> reasons) {
        List<Object[]> rows = new ArrayList<>();
        reasons.stream()
                .map(MessageReasons::fitting)
                .distinct()
                .limit(MOST)
                .forEach(reason -> rows.add(new Object[] {
                    message,
                    rows.size(),
                    reason.rule(),
                    orNull(reason, reason.unmappedSystem()),
                    orNull(reason, reason.unmappedCode()),
                    orNull(reason, reason.unmappedText())
                }));
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(INSERT, rows);
        }
    }

    private static Reason fitting(Reason reason) {
        return new Reason(
                ColumnText.cut(reason.rule(), MessageTables.SHORT),
                ColumnText.key(reason.unmappedSystem()),
                ColumnText.key(reason.unmappedCode()),
                ColumnText.cut(reason.unmappedText(), ColumnText.KEY));
    }

    private static @Nullable String orNull(Reason reason, String text) {
        return reason.namesCode() ? text : null;
    }

    void delete(String message) {
        jdbc.update("delete from " + MessageTables.REASON + " where MESSAGE_ID = ?", message);
    }

    /** The reasons of each of these messages that has any, in their order. */
    Map<String, List<Reason>> of(Collection<String> messages) {
        Map<String, List<Reason>> reasons = new LinkedHashMap<>();
        if (messages.isEmpty()) {
            return reasons;
        }
        jdbc.query(
                "select MESSAGE_ID, RULE, UNMAPPED_SYSTEM, UNMAPPED_CODE, UNMAPPED_TEXT from " + MessageTables.REASON
                        + " where MESSAGE_ID in (?" + ", ?".repeat(messages.size() - 1) + ") order by MESSAGE_ID, N",
                row -> {
                    reasons.computeIfAbsent(row.getString(1), any -> new ArrayList<>())
                            .add(new Reason(
                                    row.getString(2),
                                    orEmpty(row.getString(3)),
                                    orEmpty(row.getString(4)),
                                    orEmpty(row.getString(5))));
                },
                messages.toArray());
        return reasons;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
