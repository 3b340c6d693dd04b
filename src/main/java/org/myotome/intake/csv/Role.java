package org.myotome.intake.csv;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a column of a table says. */
enum Role {
    PATIENT,
    DATETIME,
    SIDE,
    MOVEMENT,
    SCALE,
    VALUE,
    TESTER,
    POSITION,
    NOTE,
    /** Further words for how it was tested. */
    METHOD,
    /** By which a later table refers to the same grade again. */
    ID,
    /** Of FHIR's code system observation-status. */
    STATUS,
    /** Nothing that concerns Myotome; a mapping alone can say so. */
    IGNORE;

    /** What the long form must have; the scale may be named elsewhere. */
    static final List<Role> OF_LONG = List.of(PATIENT, DATETIME, SIDE, MOVEMENT, VALUE, TESTER, POSITION);

    static final List<Role> OF_WIDE = List.of(PATIENT, DATETIME, TESTER);

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\\u00A0_-]+");

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role that a header names by itself, without a mapping. */
    static Optional<Role> ofHeader(String header) {
        return ofWord(header).filter(role -> role != IGNORE);
    }

    static Optional<Role> ofWord(String word) {
        return Arrays.stream(values())
                .filter(role -> role.word().equals(folded(word)))
                .findFirst();
    }

    /** Names that differ in nothing else than case and what stands between words are the same name. */
    static String folded(String name) {
        return BETWEEN_WORDS.matcher(name.strip().toLowerCase(Locale.ROOT)).replaceAll("");
    }
}
