package org.myotome.official;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** The warnings that are accepted, each with its reason: the rows of a table in {@code docs/decisions.md}. */
record AllowedWarnings(List<Row> rows) {

    /**
     * @param id of the message, or the key of an invariant of FHIR
     * @param file a regular expression for the names of the files in which it may appear
     */
    record Row(String id, String file) {

        boolean allows(String name, OfficialIssue warning) {
            return warning.id().endsWith(id) && Pattern.matches(file, name);
        }
    }

    static AllowedWarnings read() throws IOException {
        return new AllowedWarnings(DecisionTable.rows(DecisionTable.WARNINGS).stream()
                .map(cells -> new Row(cells.get(0), cells.get(1)))
                .toList());
    }

    boolean allow(String file, OfficialIssue warning) {
        return rows.stream().anyMatch(row -> row.allows(file, warning));
    }
}
