package org.myotome.intake.csv;

import java.time.Instant;
import java.util.UUID;
import org.myotome.intake.Sender;
import org.myotome.storage.messages.KeptTables;
import org.myotome.storage.messages.TableCounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Keeps the counts in the database. What cannot be counted is stored all the same. */
final class KeptLedger implements TableLedger {

    private static final Logger LOG = LoggerFactory.getLogger(KeptLedger.class);

    private final KeptTables tables;

    KeptLedger(KeptTables tables) {
        this.tables = tables;
    }

    @Override
    public Entry begin(Sender sender) {
        String table = UUID.randomUUID().toString();
        Instant received = Instant.now();
        return counts -> add(table, sender, received, counts);
    }

    private void add(String table, Sender sender, Instant received, Counts counts) {
        try {
            tables.add(
                    table,
                    sender.id(),
                    received,
                    new TableCounts(counts.rows(), counts.stored(), counts.alreadyThere(), counts.refused()));
        } catch (DataAccessException | TransactionException failure) {
            LOG.warn(
                    "Rows of a table were not counted for the report of their sender: {}",
                    failure.getClass().getName());
        }
    }
}
