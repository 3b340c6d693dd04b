package org.myotome.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One example of an error.
 *
 * @param language of the text: json, hl7 or csv
 * @param file where it comes from, from the root of the repository
 * @param said what is said of it, in lines; none if it is right
 */
record ErrorSample(String language, String file, String text, List<String> said) {

    /** What is said of a remark. */
    static List<String> said(Remark remark) {
        List<String> lines = new ArrayList<>();
        lines.add(remark.severity() + ": " + remark.message());
        lines.add("At: " + remark.where());
        lines.addAll(remark.lesson());
        return lines;
    }

    /** A wrong one and a right one. */
    record Pair(ErrorSample wrong, Optional<ErrorSample> right) {}
}
