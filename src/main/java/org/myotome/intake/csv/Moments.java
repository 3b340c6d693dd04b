package org.myotome.intake.csv;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Moment;
import org.myotome.intake.Place;

/** Reads when somebody was examined. */
final class Moments {

    /** Nobody graded muscles by these scales before. */
    private static final int FIRST_YEAR = 1900;

    private final DateForm form;
    private final Optional<ZoneId> zone;

    Moments(TableSettings settings) {
        form = settings.dateTimeFormat().orElse(DateForm.ISO);
        zone = settings.timeZone();
    }

    /** @throws IntakeRefusal if it is no date, or none that ever was */
    Moment read(String text, Place place) {
        TemporalAccessor read;
        try {
            read = form.formatter().parse(text);
        } catch (DateTimeException none) {
            throw noDate(text, place);
        }
        LocalDate date = read.query(TemporalQueries.localDate());
        LocalTime time = read.query(TemporalQueries.localTime());
        boolean timed = read.isSupported(ChronoField.OFFSET_SECONDS)
                || Arrays.stream(ChronoField.values())
                        .anyMatch(field -> field.isTimeBased() && read.isSupported(field));
        if (date == null || date.getYear() < FIRST_YEAR || date.getYear() > 9999 || timed != (time != null)) {
            throw noDate(text, place);
        }
        if (time == null) {
            return new Moment(date.toString(), place);
        }
        LocalDateTime local = date.atTime(time);
        ZoneOffset offset = read.query(TemporalQueries.offset());
        String end = offset == null
                ? zone.map(where -> offset(local, where, text, place)).orElse("")
                : offset.getId();
        return new Moment(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local) + end, place);
    }

    private IntakeRefusal noDate(String text, Place place) {
        return refusal(
                place,
                "This is no date and time, or there is none such.",
                text,
                "Mend the date, or declare its form with date-time-format.");
    }

    private String offset(LocalDateTime time, ZoneId where, String text, Place place) {
        List<ZoneOffset> offsets = where.getRules().getValidOffsets(time);
        if (offsets.size() == 1) {
            return offsets.get(0).getId();
        }
        throw refusal(
                place,
                "When the clocks change, this time comes " + (offsets.isEmpty() ? "not at all" : "twice") + " in "
                        + where + ".",
                text,
                "Write the time with its offset, such as +01:00.");
    }

    private IntakeRefusal refusal(Place place, String message, String sent, String fix) {
        return new IntakeRefusal(IntakeIssue.error(IntakeRule.WRONG_FORM, place, message, sent, form.words(), fix));
    }
}
