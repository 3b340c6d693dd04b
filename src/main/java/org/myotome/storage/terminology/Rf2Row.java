package org.myotome.storage.terminology;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * A row of a file in SNOMED CT's Release Format 2: values between tabs, without quotes. The first line names the columns. See
 * https://docs.snomed.org/snomed-ct-specifications/release-file-specification.
 */
record Rf2Row(List<String> columns, List<String> values) {

    private static final String TAB = "\t";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** @throws IllegalArgumentException from the taker, too, with the file and the line */
    static void each(String file, InputStream in, Consumer<Rf2Row> taker) {
        Iterator<String> lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                .lines()
                .iterator();
        List<String> columns = lines.hasNext() ? cells(lines.next().replace(BYTE_ORDER_MARK, "")) : List.of();
        for (int number = 2; lines.hasNext(); number++) {
            Rf2Row row = new Rf2Row(columns, cells(lines.next()));
            try {
                taker.accept(row);
            } catch (NumberFormatException | IndexOutOfBoundsException wrong) {
                throw new IllegalArgumentException(
                        file + ", line " + number + ", is no row of SNOMED CT's Release Format 2 with the columns "
                                + String.join(", ", columns) + ". Send the release as it was published.",
                        wrong);
            }
        }
    }

    private static List<String> cells(String line) {
        return List.of(line.split(TAB, -1));
    }

    String text(String column) {
        return values.get(columns.indexOf(column));
    }

    /** An identifier of SNOMED CT has at most 18 digits. */
    long id(String column) {
        return Long.parseLong(text(column));
    }

    /** The day since which it holds, as a number such as 20240101: the latest row of an id counts. */
    int since() {
        return Integer.parseInt(text("effectiveTime"));
    }

    boolean isActive() {
        return text("active").equals("1");
    }
}
