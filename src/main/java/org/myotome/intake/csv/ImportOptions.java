package org.myotome.intake.csv;

import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to import.
 *
 * @param words settings by their options
 * @param mapping a file; with a url, the name of one that the server has
 * @param report a file; the standard output without
 * @param url of a server that stores the table, instead of this program
 * @param properties of the server's configuration, as they are passed to it
 */
record ImportOptions(
        Path file,
        Map<Setting, String> words,
        Optional<String> mapping,
        Optional<Path> report,
        Optional<URI> url,
        Set<Switch> switches,
        List<String> properties) {

    static final String USAGE = """
            Usage: import FILE --sender NAME [options]
            Stores a table of strength grades (CSV, UTF-8): one grade in a row, or one exam in a row.
              --sender            the system that the table comes from, such as ICU or ICU|GENERAL; a mapping may name it
              --scale             the scale of rows that name none, such as mrc-0-5
              --mapping           a JSON file that says what the columns mean; with --url the name of a mapping of the server
              --patient-system    in which the numbers of the patients are unique (default: one of the sender's own)
              --time-zone         of times without an offset, such as Europe/Berlin
              --date-time-format  such as "dd.MM.yyyy HH:mm" (default: ISO 8601)
              --separator         comma, semicolon or tab (default: the one in the header)
              --report            the file to write the report to, as CSV (default: the standard output)
              --url               the running server to send the table to, such as http://localhost:8080
              --atomic            stores all of the table or nothing
              --dry-run           stores nothing, and reports what would be stored
              --all               reports every row, also those that were simply stored
              --myotome.…=…       a property of the server's configuration, such as --myotome.database.url=…
            Without --url it opens the database itself, which no running server may use then, unless it is PostgreSQL.
            Exit code: 0 everything is stored, or was already; 1 something was refused, or failed; 2 wrong arguments.
            """;

    enum Switch {
        ATOMIC("--atomic"),
        DRY_RUN("--dry-run"),
        ALL("--all");

        private final String option;

        Switch(String option) {
            this.option = option;
        }

        String option() {
            return option;
        }
    }

    /** @throws IllegalArgumentException says which argument is wrong */
    static ImportOptions parse(List<String> arguments) {
        ImportArguments given = new ImportArguments(arguments);
        if (given.switches().containsAll(List.of(Switch.ATOMIC, Switch.DRY_RUN))) {
            throw new IllegalArgumentException("A dry run stores nothing: leave out --atomic");
        }
        Map<Setting, String> words = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            given.value("--" + setting.parameter()).ifPresent(value -> words.put(setting, value));
        }
        return new ImportOptions(
                Path.of(given.file()),
                words,
                given.value("--mapping"),
                given.value("--report").map(Path::of),
                given.value("--url").map(ImportOptions::url),
                given.switches(),
                given.properties());
    }

    private static URI url(String text) {
        if (!text.matches("https?://[^/?#\\s]+(/[^?#\\s]*)?")) {
            throw new IllegalArgumentException(
                    "--url is the address of a server, such as http://localhost:8080, not " + text);
        }
        return URI.create(text.replaceFirst("/+$", ""));
    }

    boolean has(Switch one) {
        return switches.contains(one);
    }
}
