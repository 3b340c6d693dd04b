package org.myotome.storage.projection;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * When something was observed. A partial date stands for all of its year, month or day in UTC: it has no time zone, and the
 * same stored text must mean the same to every server.
 *
 * @param start milliseconds since 1970
 * @param end the last millisecond; absent at an instant
 */
record EffectiveTime(long start, @Nullable Long end) {

    /** Empty if nothing is said about when. A period with one end is what that end is. */
    static Optional<EffectiveTime> of(@Nullable Type effective) {
        if (effective instanceof Period period) {
            Optional<EffectiveTime> start = of(period.hasStart() ? period.getStartElement() : null);
            Optional<EffectiveTime> end = of(period.hasEnd() ? period.getEndElement() : null);
            return start.isPresent() && end.isPresent()
                    ? Optional.of(between(start.get().start(), end.get().last()))
                    : start.or(() -> end);
        }
        return effective instanceof BaseDateTimeType time && time.hasValue()
                ? Optional.of(ofTime(time))
                : Optional.empty();
    }

    private static EffectiveTime ofTime(BaseDateTimeType time) {
        return switch (time.getPrecision()) {
            case YEAR -> ofDays(LocalDate.of(time.getYear(), 1, 1), LocalDate.of(time.getYear() + 1, 1, 1));
            case MONTH -> {
                LocalDate first = LocalDate.of(time.getYear(), time.getMonth() + 1, 1);
                yield ofDays(first, first.plusMonths(1));
            }
            case DAY -> {
                LocalDate day = LocalDate.of(time.getYear(), time.getMonth() + 1, time.getDay());
                yield ofDays(day, day.plusDays(1));
            }
            default -> new EffectiveTime(millis(time), null);
        };
    }

    private static long millis(BaseDateTimeType time) {
        Date value = time.getValue();
        return time.getTimeZone() != null
                ? value.getTime()
                : LocalDateTime.ofInstant(value.toInstant(), java.time.ZoneId.systemDefault())
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli();
    }

    private static EffectiveTime ofDays(LocalDate first, LocalDate next) {
        return between(start(first), start(next) - 1);
    }

    private static long start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    private static EffectiveTime between(long start, long end) {
        return new EffectiveTime(start, end <= start ? null : end);
    }

    private long last() {
        return end == null ? start : end;
    }
}
