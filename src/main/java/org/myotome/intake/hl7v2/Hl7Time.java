package org.myotome.intake.hl7v2;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Moment;

/**
 * Times as HL7 v2 writes them, {@code YYYY[MM[DD[HHMM[SS[.S[S[S[S]]]]]]]][+/-ZZZZ]}, into ISO 8601.
 *
 * @param zone the offset of MSH-7, which by the standard holds for each time of the message that has none; may be empty
 */
record Hl7Time(String zone) {

    private static final String OFFSET = "(?<sign>[+-])(?<zoneHours>[0-9]{2})(?<zoneMinutes>[0-9]{2})";

    private static final Pattern FORM = Pattern.compile(
            "(?<year>[0-9]{4})(?:(?<month>[0-9]{2})(?:(?<day>[0-9]{2})(?:(?<hour>[0-9]{2})(?<minute>[0-9]{2})"
                    + "(?:(?<second>[0-9]{2})(?<fraction>\\.[0-9]{1,4})?)?)?)?)?(?:" + OFFSET + ")?");

    private static final Pattern AT_THE_END = Pattern.compile(".*[0-9]" + OFFSET);

    /** The furthest that any clock on Earth is from UTC. */
    private static final int MOST_HOURS = 14;

    static Hl7Time of(Segment header) {
        Matcher offset = AT_THE_END.matcher(header.value(7));
        return new Hl7Time(offset.matches() ? offset(offset).orElse("") : "");
    }

    /** The time in a field; nothing if it is empty, or if it is none, which is then said. */
    Optional<Moment> read(Segment segment, int field, Problems problems) {
        String sent = segment.value(field);
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> iso = iso(sent);
        if (iso.isEmpty()) {
            problems.refuse(
                    IntakeRule.WRONG_FORM,
                    segment.place(field),
                    "This is no time.",
                    sent,
                    "a date of the calendar as YYYYMMDD, or a time as YYYYMMDDHHMMSS+ZZZZ; hours need minutes",
                    "Send as much of the time as is known, and at least the minutes with the hours.");
        }
        return iso.map(text -> new Moment(text, segment.place(field)));
    }

    /** The time in a field for an element that FHIR wants with an offset or as a date: without an offset, its date. */
    Optional<String> certain(Segment segment, int field, Problems problems) {
        return read(segment, field, problems)
                .map(Moment::text)
                .map(text -> isTime(text) && !hasOffset(text) ? date(text) : text);
    }

    /** The time in a field if its offset is known; where it has no seconds, they are 0, as FHIR wants some. */
    Optional<String> instant(Segment segment, int field, Problems problems) {
        return read(segment, field, problems).map(Moment::text).filter(text -> isTime(text) && hasOffset(text));
    }

    static String date(String iso) {
        return isTime(iso) ? iso.substring(0, iso.indexOf('T')) : iso;
    }

    Optional<String> iso(String sent) {
        Matcher form = FORM.matcher(sent);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(written(form));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private String written(Matcher form) {
        int year = number(form, "year", 0);
        LocalDate day = LocalDate.of(year, number(form, "month", 1), number(form, "day", 1));
        String own =
                form.group("sign") == null ? zone : offset(form).orElseThrow(() -> new DateTimeException("no offset"));
        if (year == 0) {
            throw new DateTimeException("no year");
        }
        if (form.group("hour") == null) {
            // A date has no offset in FHIR.
            String date = day.toString();
            return form.group("day") != null
                    ? date
                    : form.group("month") != null ? date.substring(0, 7) : date.substring(0, 4);
        }
        LocalTime.of(number(form, "hour", 0), number(form, "minute", 0), number(form, "second", 0));
        String fraction = form.group("fraction");
        return day + "T" + form.group("hour") + ":" + form.group("minute") + ":"
                + (form.group("second") == null ? "00" : form.group("second")) + (fraction == null ? "" : fraction)
                + own;
    }

    private static Optional<String> offset(Matcher form) {
        int hours = Integer.parseInt(form.group("zoneHours"));
        int minutes = Integer.parseInt(form.group("zoneMinutes"));
        if (hours > MOST_HOURS || minutes > 59 || hours == MOST_HOURS && minutes > 0) {
            return Optional.empty();
        }
        // HL7 v2 writes UTC as +0000 or as -0000.
        String sign = hours == 0 && minutes == 0 ? "+" : form.group("sign");
        return Optional.of(sign + form.group("zoneHours") + ":" + form.group("zoneMinutes"));
    }

    private static int number(Matcher form, String part, int otherwise) {
        return form.group(part) == null ? otherwise : Integer.parseInt(form.group(part));
    }

    private static boolean isTime(String iso) {
        return iso.indexOf('T') > 0;
    }

    private static boolean hasOffset(String iso) {
        int time = iso.indexOf('T');
        return iso.indexOf('+', time) > 0 || iso.indexOf('-', time) > 0;
    }
}
