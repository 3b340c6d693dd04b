package org.myotome.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The codes of other owners that were looked up: {@code src/test/resources/domain}, whose PROVENANCE.md explains it. */
final class CodeList {

    private static final Path FOLDER = Path.of("src/test/resources/domain");
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).build();

    private final Map<Key, List<Row>> rows;

    private CodeList(List<Row> rows) {
        this.rows = rows.stream().collect(Collectors.groupingBy(row -> new Key(row.system, row.code)));
    }

    /** The list of the domain research, and the few codes that were added to it. */
    static CodeList load() {
        List<Row> all = new ArrayList<>(read("codes.csv"));
        all.addAll(read("codes-added.csv"));
        return new CodeList(all);
    }

    static List<Row> read(String name) {
        try (var reader = Files.newBufferedReader(FOLDER.resolve(name), StandardCharsets.UTF_8)) {
            return FORMAT.parse(reader).stream().map(Row::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Code list " + name + " cannot be read", e);
        }
    }

    /** Every row of a code; a code may be verified in one use and rejected in another. */
    List<Row> rows(String system, String code) {
        return rows.getOrDefault(new Key(system, code), List.of());
    }

    private record Key(String system, String code) {}

    /** One code in one use. */
    record Row(String use, String system, String code, String display, String source, String confidence) {

        private static Row of(CSVRecord line) {
            return new Row(
                    line.get("use"),
                    line.get("system"),
                    line.get("code"),
                    line.get("display"),
                    line.get("source"),
                    line.get("confidence"));
        }

        boolean isVerified() {
            return confidence.equals("verified");
        }

        boolean isRejected() {
            return confidence.equals("rejected");
        }

        /**
         * For SNOMED CT, the research's own notes in brackets are dropped, and the semantic tag may be; in other systems
         * brackets belong to the name, as in "Neuromyelitis optica [Devic]". Case counts.
         */
        boolean isCalled(String name) {
            if (!system.equals("http://snomed.info/sct")) {
                return name.equals(display);
            }
            String term = display.replaceFirst(" \\[.*]$", "");
            return name.equals(term) || name.equals(term.replaceFirst(" \\([^()]*\\)$", ""));
        }
    }
}
