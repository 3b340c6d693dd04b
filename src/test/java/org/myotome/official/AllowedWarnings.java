package org.myotome.official;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The warnings that are accepted, each with its reason: the rows of the table in {@code docs/decisions.md}. */
record AllowedWarnings(List<Row> rows) {

    private static final String HEADING = "## The package";
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| `([^`]+)` \\| (.{20,}) \\|");

    /**
     * @param id of the message
     * @param file a regular expression for the names of the files in which it may appear
     */
    record Row(String id, Pattern file, String reason) {

        boolean allows(String name, OfficialIssue warning) {
            return warning.id().endsWith(id) && file.matcher(name).matches();
        }
    }

    static AllowedWarnings read() throws IOException {
        List<Row> rows = new ArrayList<>();
        Matcher row = ROW.matcher(section());
        while (row.find()) {
            rows.add(new Row(row.group(1), Pattern.compile(row.group(2)), row.group(3)));
        }
        return new AllowedWarnings(rows);
    }

    /** What the decisions say about the package. */
    static String section() throws IOException {
        String decisions = Files.readString(Path.of("docs", "decisions.md"));
        int from = decisions.indexOf(HEADING);
        int to = decisions.indexOf("\n## ", from + 1);
        return decisions.substring(from, to < 0 ? decisions.length() : to);
    }

    boolean allow(String file, OfficialIssue warning) {
        return rows.stream().anyMatch(row -> row.allows(file, warning));
    }
}
