package org.myotome.intake.mapping;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.myotome.intake.LocalCode;

/**
 * Items that count with the same digits and mean something else. They are refused whatever a map says: a map that takes one for a
 * strength grade is wrong.
 */
final class Traps {

    /** LOINC: the NIH Stroke Scale and its item for the left arm. SNOMED CT: the MRC scale of breathlessness. */
    private static final Set<String> STROKE = Set.of("70182-1", "70190-4");

    private static final String BREATHLESSNESS_SCALE = "870179002";

    private static final Pattern STROKE_WORDS =
            Pattern.compile("\\bNIHSS\\b|\\bNIH stroke\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern BREATH_WORDS =
            Pattern.compile("dyspn(o?e|ö)|breathless|\\bmMRC\\b", Pattern.CASE_INSENSITIVE);

    private Traps() {}

    /** Why an item is no strength grade, if it is one of these. */
    static Optional<String> why(LocalCode item) {
        String words = item.code() + " " + item.text();
        if (STROKE.contains(item.code()) || STROKE_WORDS.matcher(words).find()) {
            return Optional.of("On the NIH Stroke Scale 0 is the best and 4 is no movement: it is never an MRC grade.");
        }
        if (item.code().equals(BREATHLESSNESS_SCALE)
                || BREATH_WORDS.matcher(words).find()) {
            return Optional.of("The MRC scale of breathlessness is another scale with the same name.");
        }
        return Optional.empty();
    }
}
