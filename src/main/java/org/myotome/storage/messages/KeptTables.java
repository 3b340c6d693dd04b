package org.myotome.storage.messages;

import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps how many rows of each table were stored and refused: nothing of what they say. */
public final class KeptTables {

    private static final String INSERT = "insert into " + MessageTables.TABLE
            + " (ROWS_READ, STORED, ALREADY_THERE, REFUSED, ID, SENDER, RECEIVED) values (?, ?, ?, ?, ?, ?, ?)";

    private static final String UPDATE = "update " + MessageTables.TABLE
            + " set ROWS_READ = ?, STORED = ?, ALREADY_THERE = ?, REFUSED = ? where ID = ?";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    public KeptTables(DataSource database, PlatformTransactionManager transactions) {
        jdbc = new JdbcTemplate(database);
        transaction = new TransactionTemplate(transactions);
    }

    /** @return the id under which the counts of this table are brought up to date */
    public String begin(String sender, Instant received, TableCounts counts) {
        String id = UUID.randomUUID().toString();
        transaction.executeWithoutResult(status -> jdbc.update(
                INSERT,
                counts.rows(),
                counts.stored(),
                counts.alreadyThere(),
                counts.refused(),
                id,
                ColumnText.key(sender),
                received.toEpochMilli()));
        return id;
    }

    /** @param counts of all of the table so far */
    public void update(String id, TableCounts counts) {
        transaction.executeWithoutResult(status ->
                jdbc.update(UPDATE, counts.rows(), counts.stored(), counts.alreadyThere(), counts.refused(), id));
    }
}
