package org.myotome.intake.messages;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A table for a spreadsheet, as RFC 4180 has it, in UTF-8. */
final class CsvTable {

    static final String TYPE = Accept.CSV + "; charset=utf-8; header=present";

    private static final String FORMULA = "=+-@\t\r\n";

    private CsvTable() {}

    /** The first of the rows names the columns. */
    static byte[] of(List<List<String>> rows) {
        StringWriter text = new StringWriter();
        CsvWriter table = CsvWriter.builder().bufferSize(0).build(text);
        rows.forEach(
                row -> table.writeRecord(row.stream().map(CsvTable::harmless).toList()));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Words of senders must not become formulas, which a spreadsheet would compute and which can send what is in it elsewhere.
     * The apostrophe is the sign by which spreadsheets themselves mark a text.
     */
    private static String harmless(String cell) {
        return !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
