package org.myotome.storage.migration;

import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The first start on an H2 database, which was killed while it made the tables: H2 commits each of its statements, and
 * HAPI's migrator would take the tables for complete. The server was never ready, so that nothing is lost when they are made
 * anew. On PostgreSQL all tables are made in one transaction.
 */
final class UnfinishedStart {

    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedStart.class);
    private static final String OURS = "(HFJ|TRM|NPM|MPI|BT2|FLY_HFJ|MYO)_.*";

    /** A resource, or a code system that was uploaded. */
    private static final List<String> FILLED = List.of(History.RESOURCES, "TRM_CODESYSTEM");

    private UnfinishedStart() {}

    /** @param changes all that the first start makes or marks as made */
    static void undo(DataSource database, List<Change> changes) {
        History history = History.of(database);
        if (!history.tables().contains(History.TABLE) || isFinished(history, changes) || !isOurs(history)) {
            return;
        }
        JdbcTemplate jdbc = new JdbcTemplate(database);
        if (FILLED.stream().filter(history.tables()::contains).allMatch(table -> isEmpty(jdbc, table))) {
            LOG.info("The first start was ended before the tables were made; they are made anew");
            jdbc.execute("drop all objects");
        }
    }

    /** HAPI's changes come first: a change of Myotome says that they are all there, those of this version of HAPI. */
    private static boolean isFinished(History history, List<Change> changes) {
        return history.made().stream().anyMatch(change -> !change.isOfHapi())
                || history.pending(changes).stream().noneMatch(Change::isOfHapi);
    }

    private static boolean isOurs(History history) {
        return history.tables().stream().allMatch(table -> table.matches(OURS));
    }

    private static boolean isEmpty(JdbcTemplate jdbc, String table) {
        return jdbc.queryForList("select 1 from " + table + " fetch first row only")
                .isEmpty();
    }
}
