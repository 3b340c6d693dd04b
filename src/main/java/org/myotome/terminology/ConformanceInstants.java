package org.myotome.terminology;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalUnit;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Period;

/**
 * The stretch of time that a FHIR date stands for: {@code 2026} is the whole year. A date without a zone is read as
 * UTC, so that an answer does not depend on where the server stands.
 *
 * @param from the first instant
 * @param to   the first instant after it
 */
record ConformanceInstants(Instant from, Instant to) {

    /** @throws DateTimeException if it is not a FHIR date, dateTime or instant */
    static ConformanceInstants parse(String text) {
        return switch (text.length()) {
            case 4 -> days(Year.parse(text).atDay(1), ChronoUnit.YEARS);
            case 7 -> days(YearMonth.parse(text).atDay(1), ChronoUnit.MONTHS);
            case 10 -> days(LocalDate.parse(text), ChronoUnit.DAYS);
            default -> time(text);
        };
    }

    /** A Period that is open at one end reaches as far as time does. */
    static ConformanceInstants of(IBase value) {
        if (value instanceof Period period) {
            return new ConformanceInstants(
                    period.hasStart()
                            ? parse(period.getStartElement().getValueAsString()).from()
                            : Instant.MIN,
                    period.hasEnd()
                            ? parse(period.getEndElement().getValueAsString()).to()
                            : Instant.MAX);
        }
        return parse(((org.hl7.fhir.r4.model.Base) value).primitiveValue());
    }

    /** The comparisons of R4 search, section 3.1.1.4.6: this is the value searched, the argument what was sent. */
    boolean matches(String prefix, ConformanceInstants asked) {
        var inside = !from.isBefore(asked.from) && !to.isAfter(asked.to);
        return switch (prefix) {
            case "eq" -> inside;
            case "ne" -> !inside;
            case "gt" -> to.isAfter(asked.to);
            case "ge" -> inside || to.isAfter(asked.to);
            case "lt" -> from.isBefore(asked.from);
            case "le" -> inside || from.isBefore(asked.from);
            case "sa" -> !from.isBefore(asked.to);
            case "eb" -> !to.isAfter(asked.from);
            default -> throw new DateTimeException("unknown prefix " + prefix);
        };
    }

    private static ConformanceInstants days(LocalDate first, TemporalUnit length) {
        return new ConformanceInstants(
                first.atStartOfDay().toInstant(ZoneOffset.UTC),
                first.plus(1, length).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    private static ConformanceInstants time(String text) {
        var zoned = text.matches(".*(Z|[+-]\\d\\d:\\d\\d)");
        var from = zoned
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        return new ConformanceInstants(from, from.plus(1, precision(text)));
    }

    /** yyyy-MM-ddThh:mm is 16 characters, with seconds 19. */
    private static TemporalUnit precision(String text) {
        if (text.contains(".")) {
            return ChronoUnit.MILLIS;
        }
        return text.length() >= 19 && text.charAt(16) == ':' ? ChronoUnit.SECONDS : ChronoUnit.MINUTES;
    }
}
