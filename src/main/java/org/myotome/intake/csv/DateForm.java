package org.myotome.intake.csv;

import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/**
 * A form in which a table writes a date, or a date and time.
 *
 * @param words that tell somebody what to write
 */
record DateForm(DateTimeFormatter formatter, String words) {

    /** A date, or a date and time with or without an offset, of ISO 8601; a space may stand for the T. */
    static final DateForm ISO = new DateForm(
            finished(new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendValue(ChronoField.YEAR, 4)
                    .appendPattern("-MM-dd[['T'][' ']HH:mm[:ss")
                    .optionalStart()
                    .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
                    .optionalEnd()
                    .appendPattern("][XXX][XX][X]]")),
            "ISO 8601, such as 2026-03-01, 2026-03-01T09:30 or 2026-03-01T09:30+01:00");

    private static final String LETTERS = "[yuMLdEHhkKmsSaXxZ]*";

    /** Empty if it is no pattern of Java's DateTimeFormatter with a day, a month and a year, and minutes to its hours. */
    static Optional<DateForm> of(String pattern) {
        String letters = pattern.replaceAll("'[^']*'", "").replaceAll("[^A-Za-z]", "");
        boolean date = letters.matches(".*[yu].*") && letters.matches(".*[ML].*") && letters.contains("d");
        boolean hour = letters.matches(".*[HhkK].*");
        if (!letters.matches(LETTERS) || !date || hour != letters.contains("m")) {
            return Optional.empty();
        }
        try {
            // Strictly, yyyy is the year of an era, which nobody writes.
            DateTimeFormatter formatter = finished(new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern)
                    .parseDefaulting(ChronoField.ERA, 1));
            return Optional.of(new DateForm(formatter, pattern + ", as it was declared"));
        } catch (IllegalArgumentException noPattern) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter finished(DateTimeFormatterBuilder builder) {
        return builder.toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT)
                .withChronology(IsoChronology.INSTANCE);
    }
}
