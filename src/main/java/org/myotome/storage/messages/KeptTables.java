package org.myotome.storage.messages;

import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps how many rows of each table were stored and refused: nothing of what they say. Each part of a table has counts of its
 * own, as they are only ever inserted: an H2 file need not be written for that.
 */
public final class KeptTables {

    private static final String INSERT = "insert into " + MessageTables.TABLE
            + " (ID, TABLE_ID, SENDER, RECEIVED, ROWS_READ, STORED, ALREADY_THERE, REFUSED)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?)";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    public KeptTables(DataSource database, PlatformTransactionManager transactions) {
        jdbc = new JdbcTemplate(database);
        transaction = new TransactionTemplate(transactions);
    }

    /**
     * Adds the counts of a part.
     *
     * @param table its id, a UUID
     * @param received when the table came, for all of its parts
     */
    public void add(String table, String sender, Instant received, TableCounts counts) {
        transaction.executeWithoutResult(status -> jdbc.update(
                INSERT,
                UUID.randomUUID().toString(),
                table,
                ColumnText.key(sender),
                received.toEpochMilli(),
                counts.rows(),
                counts.stored(),
                counts.alreadyThere(),
                counts.refused()));
    }
}
