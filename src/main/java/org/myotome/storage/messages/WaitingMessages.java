package org.myotome.storage.messages;

import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.myotome.storage.messages.KeptMessage.Status;
import org.springframework.jdbc.core.JdbcTemplate;

/** How many messages are kept because they were refused, until somebody mends a map or the sender sends them again. */
public final class WaitingMessages {

    private static final int TIMEOUT_SECONDS = 5;

    /** Along {@code IDX_MYO_MESSAGE_STATUS}, in which the few that are refused lie together. */
    private static final String COUNT =
            "select count(*), min(RECEIVED) from " + MessageTables.MESSAGE + " where STATUS = '" + Status.REFUSED + "'";

    private final JdbcTemplate jdbc;

    public WaitingMessages(DataSource database) {
        jdbc = new JdbcTemplate(database);
        jdbc.setQueryTimeout(TIMEOUT_SECONDS);
    }

    /** @param oldest when the one came that waits longest; empty if none does */
    public record Waiting(long messages, Optional<Instant> oldest) {}

    public Waiting count() {
        return jdbc.queryForObject(COUNT, (row, number) -> {
            long messages = row.getLong(1);
            return new Waiting(
                    messages, messages == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(row.getLong(2))));
        });
    }
}
