package org.myotome.check;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the findings are told. */
enum ReportFormat {
    TEXT,
    OUTCOME,
    NDJSON,
    SARIF,
    JUNIT;

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException says which there are */
    static ReportFormat ofWord(String word) {
        List<String> words = Arrays.stream(values()).map(ReportFormat::word).toList();
        if (!words.contains(word)) {
            throw new IllegalArgumentException("--format is one of " + String.join(", ", words) + ", not " + word);
        }
        return values()[words.indexOf(word)];
    }
}
