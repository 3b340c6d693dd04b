package org.myotome.storage.messages;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.myotome.storage.messages.KeptMessage.Status;
import org.myotome.storage.messages.SenderReport.Reason;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Counts messages. Reasons are kept of messages that are refused now only, so that what is counted of them are the few that
 * somebody has to look at.
 */
public final class MessageReports {

    /** All that is said of a sender is in {@code IDX_MYO_MESSAGE_REPORT}. */
    private static final String TOTALS = "select STATUS, count(*), sum(STORED), min(RECEIVED), max(RECEIVED) from "
            + MessageTables.MESSAGE + " where SENDER = ? group by STATUS";

    /** In {@code IDX_MYO_TABLE_REPORT}. */
    private static final String TABLES =
            "select count(distinct TABLE_ID), sum(ROWS_READ), sum(STORED), sum(ALREADY_THERE), sum(REFUSED), min(RECEIVED), max(RECEIVED)"
                    + " from " + MessageTables.TABLE + " where SENDER = ?";

    private static final String REASONS = "select r.RULE, count(distinct m.ID) from " + MessageTables.MESSAGE
            + " m join "
            + MessageTables.REASON + " r on r.MESSAGE_ID = m.ID where m.SENDER = ? and m.STATUS = '" + Status.REFUSED
            + "' group by r.RULE order by 2 desc, 1";

    private static final String UNMAPPED =
            "select m.SENDER, r.UNMAPPED_SYSTEM, r.UNMAPPED_CODE, max(r.UNMAPPED_TEXT), count(distinct m.ID),"
                    + " max(m.RECEIVED) from " + MessageTables.REASON + " r join " + MessageTables.MESSAGE
                    + " m on m.ID = r.MESSAGE_ID where r.UNMAPPED_CODE >= ''";

    /** What a sender names by a text alone is told apart by the text. */
    private static final String BY_CODE = " group by m.SENDER, r.UNMAPPED_SYSTEM, r.UNMAPPED_CODE,"
            + " case when r.UNMAPPED_CODE = '' then r.UNMAPPED_TEXT else '' end order by 5 desc, 1, 2, 3, 4 limit ?";

    private static final String NEXT_SENDER = "select SENDER from %s where SENDER > ? order by SENDER limit 1";

    private final JdbcTemplate jdbc;

    public MessageReports(DataSource database) {
        jdbc = new JdbcTemplate(database);
    }

    /**
     * The codes that no map knows, the most frequent first, along {@code IDX_MYO_REASON_CODE}.
     *
     * @param most at most so many
     */
    public List<UnmappedCode> unmapped(int most) {
        return jdbc.query(UNMAPPED + BY_CODE, MessageReports::unmapped, most);
    }

    /** Those of one sender, along {@code IDX_MYO_MESSAGE_REPORT}. */
    public List<UnmappedCode> unmapped(String sender, int most) {
        return jdbc.query(
                UNMAPPED + " and m.SENDER = ? and m.STATUS = '" + Status.REFUSED + "'" + BY_CODE,
                MessageReports::unmapped,
                ColumnText.key(sender),
                most);
    }

    private static UnmappedCode unmapped(ResultSet row, int number) throws SQLException {
        return new UnmappedCode(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                Instant.ofEpochMilli(row.getLong(6)));
    }

    /** Each sender of a message or table that is kept. One step along an index for each, however many messages. */
    public List<String> senders() {
        Set<String> senders = new TreeSet<>();
        for (String table : List.of(MessageTables.MESSAGE, MessageTables.TABLE)) {
            String sql = NEXT_SENDER.formatted(table);
            List<String> next = jdbc.queryForList(sql, String.class, "");
            while (!next.isEmpty()) {
                senders.add(next.get(0));
                next = jdbc.queryForList(sql, String.class, next.get(0));
            }
        }
        return List.copyOf(senders);
    }

    private record Total(long messages, long stored, long first, long last) {}

    /** @param total without messages if there is no table */
    private record Tables(Total total, TableCounts counts) {}

    /**
     * @param most codes at most that no map knows
     * @return empty if no message and no table of the sender is kept
     */
    public Optional<SenderReport> report(String sender, int most) {
        Map<Status, Total> totals = new EnumMap<>(Status.class);
        jdbc.query(
                TOTALS,
                row -> {
                    totals.put(
                            Status.valueOf(row.getString(1)),
                            new Total(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
                },
                ColumnText.key(sender));
        Tables tables = jdbc.queryForObject(TABLES, MessageReports::tables, ColumnText.key(sender));
        return totals.isEmpty() && tables.total().messages() == 0
                ? Optional.empty()
                : Optional.of(report(sender, totals, tables, most));
    }

    private static Tables tables(ResultSet row, int number) throws SQLException {
        return new Tables(
                new Total(row.getLong(1), row.getLong(3), row.getLong(6), row.getLong(7)),
                new TableCounts(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
    }

    private SenderReport report(String sender, Map<Status, Total> totals, Tables tables, int most) {
        Total none = new Total(0, 0, 0, 0);
        List<Total> all = Stream.concat(totals.values().stream(), Stream.of(tables.total()))
                .filter(total -> total.messages() > 0)
                .toList();
        return new SenderReport(
                ColumnText.key(sender),
                totals.getOrDefault(Status.ACCEPTED, none).messages(),
                totals.getOrDefault(Status.REFUSED, none).messages(),
                totals.values().stream().mapToLong(Total::stored).sum(),
                Instant.ofEpochMilli(all.stream().mapToLong(Total::first).min().orElseThrow()),
                Instant.ofEpochMilli(all.stream().mapToLong(Total::last).max().orElseThrow()),
                tables.total().messages(),
                tables.counts(),
                jdbc.query(
                        REASONS, (row, number) -> new Reason(row.getString(1), row.getLong(2)), ColumnText.key(sender)),
                unmapped(sender, most));
    }
}
