package org.myotome.storage.messages;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.myotome.storage.messages.KeptMessage.Status;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps messages. What it writes is part of the running transaction, if there is one. A message is found by the primary key
 * or the unique index of sender and control id, {@code IDX_MYO_MESSAGE_CONTROL}, of which a text over 250 characters is kept
 * as its beginning and its hash.
 */
public final class KeptMessages {

    private static final String SELECT = "select ID, SENDER, CONTROL_ID, ATTEMPTS, "
            + String.join(", ", MessageColumns.WRITTEN) + " from " + MessageTables.MESSAGE;

    private static final String BY_CONTROL_ID = " where SENDER = ? and CONTROL_ID = ?";

    /** In the form that the log of H2 can repeat. */
    private static final String INSERT = "insert into " + MessageTables.MESSAGE + " ("
            + String.join(", ", MessageColumns.WRITTEN) + ", ID, SENDER, CONTROL_ID, ATTEMPTS) values (?"
            + ", ?".repeat(MessageColumns.WRITTEN.size() + 3) + ")";

    private static final String REPLACE = "update " + MessageTables.MESSAGE + " set "
            + MessageColumns.WRITTEN.stream().map(column -> column + " = ?").collect(Collectors.joining(", "))
            + ", ATTEMPTS = ATTEMPTS + 1 where ID = ? and STATUS = '" + Status.REFUSED + "'";

    /** A row that is in the way may be gone when it is looked at: retention has removed it. */
    private static final int TIMES = 3;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final MessageReasons reasons;
    private final String insert;

    /** @param h2 or else PostgreSQL, on which a failed statement would end the transaction */
    public KeptMessages(DataSource database, PlatformTransactionManager transactions, boolean h2) {
        jdbc = new JdbcTemplate(database);
        transaction = new TransactionTemplate(transactions);
        reasons = new MessageReasons(jdbc);
        insert = h2 ? INSERT : INSERT + " on conflict do nothing";
    }

    /** The message of a sender with this control id. */
    public Optional<KeptMessage> find(String sender, String controlId) {
        return first(SELECT + BY_CONTROL_ID, ColumnText.key(sender), ColumnText.key(controlId));
    }

    public Optional<KeptMessage> find(String id) {
        return first(SELECT + " where ID = ?", ColumnText.clean(id));
    }

    private Optional<KeptMessage> first(String sql, Object... values) {
        return jdbc.query(sql, MessageColumns::read, values).stream()
                .findFirst()
                .map(message ->
                        message.withReasons(reasons.of(List.of(message.id())).getOrDefault(message.id(), List.of())));
    }

    /**
     * Whether the content of a message is, or was before it was removed, this one: whether what comes with its control id is
     * the same again.
     */
    public boolean isContent(String id, byte[] content) {
        return jdbc.queryForList("select DIGEST from " + MessageTables.MESSAGE + " where ID = ?", String.class, id)
                .contains(MessageColumns.digest(content));
    }

    /**
     * Keeps a message, in the place of the one with the same sender and control id if that was refused: its id stays, and
     * its attempts are one more.
     *
     * @throws DuplicateKeyException if another one with the same sender and control id was accepted, perhaps by another
     *     server at this moment; the running transaction can only be rolled back then
     */
    public void keep(KeptMessage message) {
        transaction.executeWithoutResult(status -> {
            for (int time = 0; time < TIMES; time++) {
                List<String> known = jdbc.queryForList(
                        "select ID from " + MessageTables.MESSAGE + BY_CONTROL_ID,
                        String.class,
                        ColumnText.key(message.sender()),
                        ColumnText.key(message.controlId()));
                if (known.isEmpty() ? insert(message) : replace(known.get(0), message)) {
                    return;
                }
            }
            throw new DuplicateKeyException(
                    "A message of this sender with this control id was accepted before, or at this moment");
        });
    }

    private boolean insert(KeptMessage message) {
        boolean inserted;
        try {
            inserted = jdbc.update(insert, statement -> bindNew(statement, message)) == 1;
        } catch (DuplicateKeyException taken) {
            return false;
        }
        if (inserted) {
            reasons.insert(message.id(), message.reasons());
        }
        return inserted;
    }

    private static void bindNew(PreparedStatement statement, KeptMessage message) throws SQLException {
        int at = MessageColumns.bind(statement, 1, message);
        statement.setString(at, message.id());
        statement.setString(at + 1, ColumnText.key(message.sender()));
        statement.setString(at + 2, ColumnText.key(message.controlId()));
        statement.setInt(at + 3, message.attempts());
    }

    private boolean replace(String id, KeptMessage message) {
        boolean replaced =
                jdbc.update(REPLACE, statement -> statement.setString(MessageColumns.bind(statement, 1, message), id))
                        == 1;
        if (replaced) {
            reasons.delete(id);
            reasons.insert(id, message.reasons());
        }
        return replaced;
    }
}
