package org.myotome.storage.messages;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.myotome.storage.messages.KeptMessage.Status;
import org.myotome.storage.upkeep.UpkeepThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes what is kept for long enough, some messages in a transaction, so that it can be stopped and hinders nobody. Several
 * servers may do it at once: one passes over what another is removing. Of an accepted message only what may tell of a patient
 * is removed; without its control id, its answer and the hash of its content, the message would be stored once more when
 * it is sent once more. It finds them by {@code IDX_MYO_MESSAGE_CONTENT} and {@code IDX_MYO_MESSAGE_STATUS}.
 */
public final class MessagePurge implements AutoCloseable {

    /**
     * How long after it was received something stays. Zero is for ever.
     *
     * @param accepted the content and the outcome of an accepted message
     * @param refused a refused message
     * @param controlIds what is left of an accepted message, and the counts of a table
     */
    public record Periods(Duration accepted, Duration refused, Duration controlIds) {}

    static final int AT_ONCE = 100;

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration EACH = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(MessagePurge.class);

    private static final String TAKE = "select ID from " + MessageTables.MESSAGE
            + " where STATUS = ? and %1$s < ? order by %1$s limit " + AT_ONCE + " for update skip locked";

    private static final String EMPTY =
            "update " + MessageTables.MESSAGE + " set CONTENT = null, CONTENT_SINCE = null, OUTCOME = '' where ID = ?";

    private static final String DELETE = "delete from " + MessageTables.MESSAGE + " where ID = ?";
    private static final String DELETE_COUNTS = "delete from " + MessageTables.TABLE + " where RECEIVED < ?";
    private static final String DELETE_REASONS = "delete from " + MessageTables.REASON + " where MESSAGE_ID = ?";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Periods periods;
    private final UpkeepThread thread = new UpkeepThread("message-retention");

    public MessagePurge(DataSource database, PlatformTransactionManager transactions, Periods periods) {
        this.jdbc = new JdbcTemplate(database);
        this.transaction = new TransactionTemplate(transactions);
        this.periods = periods;
    }

    /** From now on removes once an hour what is due. */
    public void start() {
        thread.repeat(this::tryToPurge, FIRST, EACH);
    }

    private void tryToPurge() {
        try {
            purge(Instant.now());
        } catch (DataAccessException | TransactionException failed) {
            LOG.warn(
                    "Messages that were kept for long enough were not removed; the next try is in an hour: {}",
                    failed.getClass().getSimpleName());
        }
    }

    void purge(Instant now) {
        purge(Status.ACCEPTED, "CONTENT_SINCE", now, periods.accepted(), EMPTY);
        purge(Status.REFUSED, "CONTENT_SINCE", now, periods.refused(), DELETE_REASONS, DELETE);
        purge(Status.ACCEPTED, "RECEIVED", now, periods.controlIds(), DELETE);
        if (!periods.controlIds().isZero()) {
            transaction.executeWithoutResult(running ->
                    jdbc.update(DELETE_COUNTS, now.minus(periods.controlIds()).toEpochMilli()));
        }
    }

    private void purge(Status status, String time, Instant now, Duration period, String... changes) {
        if (period.isZero()) {
            return;
        }
        Object[] due = {status.name(), now.minus(period).toEpochMilli()};
        int taken = AT_ONCE;
        while (taken == AT_ONCE && !thread.isEnding()) {
            taken = transaction.execute(running -> change(TAKE.formatted(time), due, changes));
        }
    }

    private int change(String take, Object[] due, String... changes) {
        List<Object[]> ids = jdbc.queryForList(take, String.class, due).stream()
                .map(id -> new Object[] {id})
                .toList();
        for (String change : changes) {
            if (!ids.isEmpty()) {
                jdbc.batchUpdate(change, ids);
            }
        }
        return ids.size();
    }

    /** Comes before the database is closed, and waits for the transaction that is under way: it is a short one. */
    @Override
    public void close() {
        if (!thread.end()) {
            LOG.warn("Messages are still being removed; the database undoes what is not committed");
        }
    }
}
