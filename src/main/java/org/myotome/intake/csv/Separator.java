package org.myotome.intake.csv;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What stands between two cells. */
enum Separator {
    COMMA(','),
    SEMICOLON(';'),
    TAB('\t');

    private final char sign;

    Separator(char sign) {
        this.sign = sign;
    }

    char sign() {
        return sign;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By its word or its sign. */
    static Optional<Separator> of(String text) {
        return Arrays.stream(values())
                .filter(separator ->
                        separator.word().equalsIgnoreCase(text) || text.equals(String.valueOf(separator.sign)))
                .findFirst();
    }

    /** Those that stand in a line, outside of quotation marks. */
    static Stream<Separator> in(String line) {
        String bare = line.replaceAll("\"[^\"]*\"?", "");
        return Arrays.stream(values()).filter(separator -> bare.indexOf(separator.sign) >= 0);
    }
}
