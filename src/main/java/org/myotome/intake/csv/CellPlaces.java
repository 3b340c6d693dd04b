package org.myotome.intake.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.PlacedIssue;

/** Finds the cells of a table in its text. */
final class CellPlaces {

    private final List<String> lines;
    private final char separator;
    private final List<String> header = new ArrayList<>();

    /** @param separator as it is named, if it is */
    CellPlaces(byte[] table, Optional<String> separator) {
        String text = new String(table, StandardCharsets.UTF_8);
        lines = List.of((text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r\n|\n|\r", -1));
        int first = lines.get(0).matches("(?i)\"?sep=.*") && lines.size() > 1 ? 1 : 0;
        String head = lines.get(first);
        this.separator = separator
                .flatMap(Separator::of)
                .or(() -> Separator.in(head).findFirst())
                .orElse(Separator.COMMA)
                .sign();
        for (int start : starts(head)) {
            String cell = head.substring(start, end(head, start)).strip();
            header.add(cell.startsWith("\"") ? cell.replaceAll("^\"|\"$", "").replace("\"\"", "\"") : cell);
        }
    }

    PlacedIssue place(IntakeIssue issue) {
        if (!(issue.place() instanceof TablePlace place)) {
            return new PlacedIssue(issue, 1, 1);
        }
        int line = (int) Math.min(Math.max(place.line(), 1), lines.size());
        int column = header.indexOf(place.column());
        List<Integer> starts = starts(lines.get(line - 1));
        return new PlacedIssue(issue, line, column < 0 || column >= starts.size() ? 1 : starts.get(column) + 1);
    }

    /** Where the cells of a line begin. */
    private List<Integer> starts(String line) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int end = end(line, 0); end < line.length(); end = end(line, end + 1)) {
            starts.add(end + 1);
        }
        return starts;
    }

    /** The separator behind the cell, or the end of the line. */
    private int end(String line, int start) {
        boolean quoted = false;
        for (int i = start; i < line.length(); i++) {
            quoted ^= line.charAt(i) == '"';
            if (!quoted && line.charAt(i) == separator) {
                return i;
            }
        }
        return line.length();
    }
}
