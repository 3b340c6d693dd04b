package org.myotome.intake.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;

/** The rows of a file, one after the other, in memory that does not grow with the file. */
final class Table {

    /** By this first line, which it hides, Excel is told the separator. */
    private static final Pattern SEPARATOR_LINE = Pattern.compile("\"?sep=([,;\t])\"?,*", Pattern.CASE_INSENSITIVE);

    private final StrictText text;
    private final CloseableIterator<TableRow> rows;
    private final TableRow header;
    private Optional<TableRow> ahead;
    private @Nullable RuntimeException trouble;
    private long line;

    private Table(StrictText text, CloseableIterator<TableRow> rows, long line) throws IOException {
        this.text = text;
        this.rows = rows;
        this.line = line;
        this.ahead = fetch();
        this.header = next().orElseThrow(() -> new IntakeRefusal(IntakeIssue.error(
                IntakeRule.MALFORMED,
                new TablePlace(1, ""),
                "The table is empty.",
                "nothing",
                "a header line and rows",
                "Send a table whose first line names the columns.")));
    }

    /**
     * Reads the header.
     *
     * @param linesBefore lines of the file that were read already
     * @throws IntakeRefusal if it cannot be read
     */
    static Table open(InputStream file, Optional<Separator> named, int linesBefore) throws IOException {
        StrictText text = new StrictText(file);
        BufferedReader lines = new BufferedReader(text, 1 << 16);
        int before = linesBefore;
        Optional<Separator> separator = named;
        String first = FirstLine.peek(lines);
        Matcher separatorLine = SEPARATOR_LINE.matcher(first);
        if (separatorLine.matches()) {
            lines.readLine();
            before++;
            separator = separator.or(() -> Separator.of(separatorLine.group(1)));
            first = FirstLine.peek(lines);
        }
        char sign = separator.isPresent()
                ? separator.get().sign()
                : FirstLine.separator(first, before + 1).sign();
        CsvReader<TableRow> rows = CsvReader.builder()
                .fieldSeparator(sign)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(TableRows.LARGEST)
                .build(new TableRows(before), lines);
        return new Table(text, rows.iterator(), before + 1L);
    }

    TableRow header() {
        return header;
    }

    /**
     * @return empty at the end of the file
     * @throws IntakeRefusal if the rest cannot be read
     * @throws IOException if the file gives no more
     */
    Optional<TableRow> next() throws IOException {
        if (trouble != null) {
            throw refusal(trouble);
        }
        Optional<TableRow> row = ahead;
        if (row.isPresent()) {
            line = row.get().line();
            ahead = fetch();
            checkEnd(row.get());
        }
        return row;
    }

    /** One row ahead, because only who looks there knows which row is the last. */
    private Optional<TableRow> fetch() {
        try {
            return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
        } catch (UncheckedIOException | CsvParseException broken) {
            trouble = broken;
            return Optional.empty();
        }
    }

    /** The parser takes the end of the file for the end of a cell that has begun with a quotation mark. */
    private void checkEnd(TableRow row) {
        if (ahead.isEmpty()
                && trouble == null
                && row.endsQuoted()
                && List.of('"', '\n', '\r').indexOf(text.last()) < 0) {
            throw unreadable(
                    "The table ends within a cell that began with a quotation mark.", "an open quotation mark");
        }
    }

    private IntakeRefusal refusal(RuntimeException broken) throws IOException {
        if (text.failure().isPresent()) {
            throw text.failure().get();
        }
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof IntakeRefusal refusal) {
                return refusal;
            }
        }
        return unreadable(
                "The table cannot be read on from here: quotation marks do not fit together.",
                "a row after line " + line + " with a stray or unclosed quotation mark");
    }

    private IntakeRefusal unreadable(String message, String sent) {
        return new IntakeRefusal(IntakeIssue.error(
                IntakeRule.MALFORMED,
                new TablePlace(line, ""),
                message,
                sent,
                "cells that are quoted as a whole, with quotation marks inside doubled (RFC 4180)",
                "Mend the quotation marks, and send the table again: rows that are stored are recognised."));
    }
}
