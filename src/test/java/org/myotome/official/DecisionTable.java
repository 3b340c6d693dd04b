package org.myotome.official;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table in {@code docs/decisions.md} that a test holds the server to: each row has its reason in the last column. */
final class DecisionTable {

    /** What the official validator warns of and is left so. */
    static final String WARNINGS = "Warnings of the official validator";

    /** By which rules Myotome refuses what the official validator accepts. */
    static final String STRICTER = "What Myotome alone refuses";

    private DecisionTable() {}

    /**
     * The cells of each row, without the backticks around them.
     *
     * @param caption the beginning of the line above the table
     * @throws AssertionError if there is no such table, or a row without a reason
     */
    static List<List<String>> rows(String caption) throws IOException {
        List<List<String>> rows = Files.readAllLines(Path.of("docs", "decisions.md")).stream()
                .dropWhile(line -> !line.startsWith(caption))
                .skip(4)
                .takeWhile(line -> line.startsWith("| "))
                .map(line -> Stream.of(line.substring(2, line.length() - 2).split(" \\| "))
                        .map(cell -> cell.replaceFirst("^`([^`]+)`$", "$1"))
                        .toList())
                .toList();
        if (rows.isEmpty()
                || rows.stream().anyMatch(row -> row.get(row.size() - 1).length() < 20)) {
            throw new AssertionError("No table with reasons below: " + caption);
        }
        return rows;
    }

    /** The first column. */
    static Set<String> keys(String caption) throws IOException {
        return rows(caption).stream().map(row -> row.get(0)).collect(Collectors.toSet());
    }
}
