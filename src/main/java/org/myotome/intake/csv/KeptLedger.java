package org.myotome.intake.csv;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
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
        return new KeptEntry(sender.id(), Instant.now());
    }

    private final class KeptEntry implements Entry {

        private final String sender;
        private final Instant received;
        private @Nullable String id;

        KeptEntry(String sender, Instant received) {
            this.sender = sender;
            this.received = received;
        }

        @Override
        public void put(Counts counts) {
            TableCounts all = new TableCounts(counts.rows(), counts.stored(), counts.alreadyThere(), counts.refused());
            try {
                if (id == null) {
                    id = tables.begin(sender, received, all);
                } else {
                    tables.update(id, all);
                }
            } catch (DataAccessException | TransactionException failure) {
                LOG.warn(
                        "Rows of a table were not counted for the report of their sender: {}",
                        failure.getClass().getName());
            }
        }
    }
}
