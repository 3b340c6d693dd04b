package org.myotome.intake.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;

/** Looks at the header line before the parser does, which must be told the separator. */
final class FirstLine {

    private FirstLine() {}

    /** The first line, which is still to be read afterwards; a quoted line end belongs to it. */
    static String peek(BufferedReader lines) throws IOException {
        lines.mark(TableRows.LARGEST + 1);
        StringBuilder line = new StringBuilder();
        boolean quoted = false;
        for (int next = lines.read(); next >= 0 && (quoted || next != '\n' && next != '\r'); next = lines.read()) {
            quoted ^= next == '"';
            line.append((char) next);
            if (line.length() >= TableRows.LARGEST) {
                throw tooLong();
            }
        }
        lines.reset();
        return line.toString();
    }

    /** A header of one column has none, so that any will do. */
    static Separator separator(String line, long number) {
        List<Separator> found = Separator.in(line).toList();
        if (found.size() > 1) {
            throw new IntakeRefusal(
                    IntakeIssue.error(
                            IntakeRule.WRONG_FORM,
                            new TablePlace(number, ""),
                            "The header line can be read in more than one way.",
                            found.stream().map(Separator::word).collect(Collectors.joining(" and ")),
                            "one kind of separator outside of quotation marks",
                            "Say which one separates columns (separator=comma, semicolon or tab), or quote names that hold one."));
        }
        return found.isEmpty() ? Separator.COMMA : found.get(0);
    }

    private static IntakeRefusal tooLong() {
        return new IntakeRefusal(IntakeIssue.error(
                IntakeRule.TOO_LARGE,
                new TablePlace(1, ""),
                "The header line does not end.",
                "more than 1 MB",
                "a line that names the columns",
                "Look for a quotation mark that is not closed, or send a table of text."));
    }
}
