package org.myotome.official;

import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rules by which Myotome refuses what HL7's validator accepts, each with its reason: a table in {@code docs/decisions.md}. */
final class StricterRules {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^`|][^|]{20,}) \\|$");

    private StricterRules() {}

    /** The ids of the rules. */
    static Set<String> read() throws IOException {
        return ROW.matcher(AllowedWarnings.section())
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toSet());
    }
}
