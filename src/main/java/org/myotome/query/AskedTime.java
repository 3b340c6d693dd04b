package org.myotome.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.myotome.RequestProblem;

/**
 * From when to when results are asked for. A partial date stands for all of its year, month or day in UTC, as in what is
 * stored.
 *
 * @param from the first moment
 * @param before the first moment that is too late
 */
public record AskedTime(Optional<Instant> from, Optional<Instant> before) {

    private static final String DATE = "a FHIR dateTime: 2026, 2026-03, 2026-03-01 or 2026-03-01T08:00:00+01:00";

    private record Span(Instant start, Instant next) {}

    /** From parameters {@code start} and {@code end}, both of which belong to it. */
    public static AskedTime ofStartAndEnd(OperationInput input) {
        return between(
                input.one("start").map(value -> span("start", value).start()),
                input.one("end").map(value -> span("end", value).next()));
    }

    /** From {@code date}, as a search has it: a date, or one with {@code ge}, {@code gt}, {@code le}, {@code lt}, {@code eq}; all of them hold. */
    public static AskedTime ofDates(OperationInput input) {
        AskedTime time = new AskedTime(Optional.empty(), Optional.empty());
        for (String value : input.all("date")) {
            time = time.and(ofDate(value));
        }
        return between(time.from(), time.before());
    }

    /** From a Period in {@code period}; in the address {@code start/end}, of which one may be left out. */
    public static AskedTime ofPeriod(OperationInput input) {
        Optional<String> sent = input.one("period");
        if (sent.isEmpty()) {
            return new AskedTime(Optional.empty(), Optional.empty());
        }
        String[] ends = sent.get().split("/", -1);
        if (ends.length != 2 || ends[0].isEmpty() && ends[1].isEmpty()) {
            throw RequestProblem.invalid("Parameter \"period\" is \"" + sent.get()
                    + "\". Send a Period in the body or start/end in the address, each of them " + DATE
                    + "; one of the two may be left out: 2026-01/.");
        }
        return between(
                Optional.of(ends[0])
                        .filter(end -> !end.isEmpty())
                        .map(end -> span("period", end).start()),
                Optional.of(ends[1])
                        .filter(end -> !end.isEmpty())
                        .map(end -> span("period", end).next()));
    }

    private static AskedTime ofDate(String value) {
        String prefix = value.length() > 2 && Character.isLetter(value.charAt(0)) ? value.substring(0, 2) : "eq";
        Span span = span("date", value.startsWith(prefix) ? value.substring(2) : value);
        return switch (prefix) {
            case "eq" -> new AskedTime(Optional.of(span.start()), Optional.of(span.next()));
            case "ge" -> new AskedTime(Optional.of(span.start()), Optional.empty());
            case "gt" -> new AskedTime(Optional.of(span.next()), Optional.empty());
            case "le" -> new AskedTime(Optional.empty(), Optional.of(span.next()));
            case "lt" -> new AskedTime(Optional.empty(), Optional.of(span.start()));
            default ->
                throw RequestProblem.invalid("Parameter \"date\" is \"" + value
                        + "\". It can begin with eq, ge, gt, le or lt, and then " + DATE + ".");
        };
    }

    private AskedTime and(AskedTime other) {
        return new AskedTime(max(List.of(from, other.from)), min(List.of(before, other.before)));
    }

    private static Optional<Instant> max(List<Optional<Instant>> times) {
        return times.stream().flatMap(Optional::stream).max(Instant::compareTo);
    }

    private static Optional<Instant> min(List<Optional<Instant>> times) {
        return times.stream().flatMap(Optional::stream).min(Instant::compareTo);
    }

    private static AskedTime between(Optional<Instant> from, Optional<Instant> before) {
        if (from.isPresent() && before.isPresent() && !from.get().isBefore(before.get())) {
            throw RequestProblem.invalid(
                    "The time asked for ends before it begins: from " + from.get() + ", before " + before.get() + ".");
        }
        return new AskedTime(from, before);
    }

    private static Span span(String name, String value) {
        return OperationInput.parse(name, value, DATE, AskedTime::span);
    }

    private static Span span(String value) {
        if (value.matches("\\d{4}")) {
            Year year = Year.parse(value);
            return days(year.atDay(1), year.plusYears(1).atDay(1));
        }
        if (value.matches("\\d{4}-\\d{2}")) {
            YearMonth month = YearMonth.parse(value);
            return days(month.atDay(1), month.plusMonths(1).atDay(1));
        }
        if (value.matches("\\d{4}-\\d{2}-\\d{2}")) {
            LocalDate day = LocalDate.parse(value);
            return days(day, day.plusDays(1));
        }
        Instant moment = OffsetDateTime.parse(value).toInstant();
        return new Span(moment, moment.plusMillis(1));
    }

    private static Span days(LocalDate first, LocalDate next) {
        return new Span(
                first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                next.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
