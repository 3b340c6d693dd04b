package org.myotome.intake.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The character sets of HL7 table 0211 that are read: those in which a delimiter or a line end is always that one byte. In the
 * others (ISO IR87, GB 18030, BIG-5, UTF-16 and so on) such a byte can be a part of a character.
 */
final class CharacterSets {

    static final String ALLOWED = "ASCII, 8859/1 to 8859/9, 8859/15, UNICODE UTF-8";

    private static final Map<String, Charset> READ = read();

    private CharacterSets() {}

    private static Map<String, Charset> read() {
        Map<String, Charset> read = new LinkedHashMap<>();
        read.put("ASCII", StandardCharsets.US_ASCII);
        read.put("UNICODE UTF-8", StandardCharsets.UTF_8);
        for (int part : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 15}) {
            read.put("8859/" + part, Charset.forName("ISO-8859-" + part));
        }
        // Not in the table, but it can mean nothing else. (A mere UNICODE could be UTF-16.)
        read.put("UTF-8", StandardCharsets.UTF_8);
        return read;
    }

    /** @param name as MSH-18 has it */
    static Optional<Charset> named(String name) {
        return Optional.ofNullable(READ.get(name.strip().toUpperCase(Locale.ROOT)));
    }

    static boolean isRead(Charset charset) {
        return READ.containsValue(charset);
    }

    /** For MSH-18 of an answer. */
    static String nameOf(Charset charset) {
        return READ.entrySet().stream()
                .filter(entry -> entry.getValue().equals(charset))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
