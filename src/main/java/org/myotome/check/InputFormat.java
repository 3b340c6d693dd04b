package org.myotome.check;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a file holds. */
enum InputFormat {
    JSON(".json"),
    XML(".xml"),
    /** FHIR JSON, a resource in each line. */
    NDJSON(".ndjson"),
    /** Messages of HL7 v2. */
    HL7(".hl7"),
    /** A table of grades. */
    CSV(".csv");

    private final String ending;

    InputFormat(String ending) {
        this.ending = ending;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(InputFormat::word).toList();
    }

    static Optional<InputFormat> ofWord(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }

    static Optional<InputFormat> ofName(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> name.endsWith(format.ending))
                .findFirst();
    }

    /** By how it begins; what is none of the others, and has several columns, is a table. */
    static Optional<InputFormat> ofText(String text) {
        String begins = text.stripLeading();
        if (begins.startsWith("<")) {
            return Optional.of(XML);
        }
        if (begins.startsWith("{")) {
            List<String> lines = begins.lines().limit(2).toList();
            boolean perLine = lines.size() == 2
                    && lines.get(0).stripTrailing().endsWith("}")
                    && lines.get(1).startsWith("{");
            return Optional.of(perLine ? NDJSON : JSON);
        }
        if (begins.startsWith("MSH") || begins.startsWith("FHS") || begins.startsWith("BHS")) {
            return Optional.of(HL7);
        }
        return begins.lines()
                .findFirst()
                .filter(line -> line.matches(".*[,;\\t].*"))
                .map(line -> CSV);
    }
}
