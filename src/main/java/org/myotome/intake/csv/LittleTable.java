package org.myotome.intake.csv;

import com.google.common.hash.Hashing;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.myotome.intake.Place;
import org.myotome.intake.Sender;

/**
 * One row as a table of its own, which says in its first line how it is to be read: it can be read again by itself. The same
 * row, read in the same way, gives the same bytes.
 */
record LittleTable(byte[] content) {

    private static final String MARK = "#myotome ";

    /** @param wanted columns; of a row that has not as many as its header, all */
    static LittleTable of(List<String> names, List<String> cells, List<Integer> wanted, TableSettings settings) {
        boolean whole = cells.size() != names.size();
        Map<Setting, String> words = new EnumMap<>(Setting.class);
        words.putAll(settings.said().words());
        words.remove(Setting.SEPARATOR);
        StringWriter text = new StringWriter();
        text.write(MARK + new Mapping(words, settings.said().columns()).json() + "\r\n");
        CsvWriter writer = CsvWriter.builder().build(text);
        writer.writeRecord(whole ? names : wanted.stream().map(names::get).toList());
        writer.writeRecord(whole ? cells : wanted.stream().map(cells::get).toList());
        try {
            writer.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new LittleTable(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @throws org.myotome.intake.IntakeRefusal if it is none */
    ReadTable open(Sender sender) throws IOException {
        int end = 0;
        while (end < content.length && content[end] != '\n') {
            end++;
        }
        String first = new String(content, 0, end, StandardCharsets.UTF_8).strip();
        boolean marked = first.startsWith(MARK);
        Mapping said = marked
                ? Mapping.read(first.substring(MARK.length()).getBytes(StandardCharsets.UTF_8), Place.of("line 1"))
                : Mapping.NONE;
        Map<Setting, String> here = new EnumMap<>(Map.of(Setting.SENDER, sender.id()));
        if (marked) {
            here.put(Setting.SEPARATOR, Separator.COMMA.word());
        }
        int start = marked ? Math.min(end + 1, content.length) : 0;
        return ReadTable.open(
                new ByteArrayInputStream(content, start, content.length - start),
                TableSettings.of(said.with(here)),
                marked ? 1 : 0);
    }

    /** SHA-256 in hexadecimal digits. */
    String digest() {
        return Hashing.sha256().hashBytes(content).toString();
    }
}
