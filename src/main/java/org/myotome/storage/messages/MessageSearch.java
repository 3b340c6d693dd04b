package org.myotome.storage.messages;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.myotome.storage.messages.KeptMessage.Reason;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Lists messages, newest first, along one of four indexes: {@code IDX_MYO_MESSAGE_TIME} of all, {@code _STATUS} and
 * {@code _SENDER} of those with one condition, {@code _REPORT} with both. A rule is looked up beside it, in
 * {@code IDX_MYO_REASON_RULE} or by the key of each reason.
 */
public final class MessageSearch {

    private static final String SELECT =
            "select ID, FORMAT, CHANNEL, SENDER, CONTROL_ID, MESSAGE_TYPE, RECEIVED, STATUS,"
                    + " ATTEMPTS, WORKED, STORED from " + MessageTables.MESSAGE + " m where 1 = 1";

    private static final String RULE =
            " and exists (select 1 from " + MessageTables.REASON + " r where r.RULE = ? and r.MESSAGE_ID = m.ID)";

    private static final String AFTER = " and RECEIVED <= ? and (RECEIVED < ? or ID < ?)";

    private final JdbcTemplate jdbc;
    private final MessageReasons reasons;

    public MessageSearch(DataSource database) {
        jdbc = new JdbcTemplate(database);
        reasons = new MessageReasons(jdbc);
    }

    public MessagePage find(MessageQuery query) {
        StringBuilder sql = new StringBuilder(SELECT);
        List<Object> values = new ArrayList<>();
        add(" and SENDER = ?", query.sender().map(ColumnText::key), sql, values);
        add(" and STATUS = ?", query.status().map(Enum::name), sql, values);
        add(RULE, query.rule(), sql, values);
        add(" and RECEIVED >= ?", query.since().map(Instant::toEpochMilli), sql, values);
        add(" and RECEIVED < ?", query.before().map(Instant::toEpochMilli), sql, values);
        query.after().ifPresent(place -> {
            sql.append(AFTER);
            values.addAll(List.of(place.received(), place.received(), place.id()));
        });
        sql.append(" order by RECEIVED desc, ID desc limit ?");
        values.add(query.count() + 1);
        List<MessageSummary> found = jdbc.query(sql.toString(), MessageSearch::summary, values.toArray());
        List<MessageSummary> page = found.subList(0, Math.min(found.size(), query.count()));
        return new MessagePage(withRules(page), next(page, found.size() > query.count()));
    }

    private static void add(String condition, Optional<?> value, StringBuilder sql, List<Object> values) {
        value.ifPresent(asked -> {
            sql.append(condition);
            values.add(asked);
        });
    }

    private static Optional<MessageCursor> next(List<MessageSummary> page, boolean more) {
        if (!more || page.isEmpty()) {
            return Optional.empty();
        }
        MessageSummary last = page.get(page.size() - 1);
        return Optional.of(new MessageCursor(last.received().toEpochMilli(), last.id()));
    }

    private List<MessageSummary> withRules(List<MessageSummary> messages) {
        Map<String, List<Reason>> all = reasons.of(messages.stream()
                .filter(message -> message.status() == KeptMessage.Status.REFUSED)
                .map(MessageSummary::id)
                .toList());
        return messages.stream()
                .map(message -> message.withRules(all.getOrDefault(message.id(), List.of()).stream()
                        .map(Reason::rule)
                        .distinct()
                        .toList()))
                .toList();
    }

    private static MessageSummary summary(ResultSet row, int number) throws SQLException {
        return new MessageSummary(
                row.getString("ID"),
                row.getString("FORMAT"),
                row.getString("CHANNEL"),
                row.getString("SENDER"),
                row.getString("CONTROL_ID"),
                row.getString("MESSAGE_TYPE"),
                Instant.ofEpochMilli(row.getLong("RECEIVED")),
                KeptMessage.Status.valueOf(row.getString("STATUS")),
                row.getInt("ATTEMPTS"),
                Instant.ofEpochMilli(row.getLong("WORKED")),
                row.getInt("STORED"),
                List.of());
    }
}
