package org.myotome.storage.terminology;

import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** How far an upload has come. */
final class UploadedRows {

    /** How many concepts, and how many links from a child to its parent. */
    record Count(long concepts, long links) {

        Count minus(Count before) {
            return new Count(concepts - before.concepts, links - before.links);
        }
    }

    private final JdbcTemplate database;

    UploadedRows(DataSource database) {
        this.database = new JdbcTemplate(database);
    }

    Count count() {
        return new Count(rows("TRM_CONCEPT"), rows("TRM_CONCEPT_PC_LINK"));
    }

    private long rows(String table) {
        return Optional.ofNullable(database.queryForObject("select count(*) from " + table, Long.class))
                .orElse(0L);
    }
}
