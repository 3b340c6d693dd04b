package org.myotome.intake.messages;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.myotome.RequestProblem;

/** The parameters of a request: known ones, each of them once. */
final class Parameters {

    static final int COUNT = 50;
    static final int LARGEST_COUNT = 1000;

    private final Map<String, String> values = new TreeMap<>();

    private Parameters() {}

    /** @param allowed all that the address has */
    static Parameters of(Map<String, String[]> sent, String... allowed) {
        Parameters parameters = new Parameters();
        sent.forEach((name, values) -> {
            if (!Arrays.asList(allowed).contains(name)) {
                throw RequestProblem.notSupported("The parameter " + name + " is not one of this address. "
                        + (allowed.length == 0
                                ? "It has none: leave it out"
                                : "It has " + String.join(", ", allowed) + ": leave it out or correct its name"));
            }
            if (values.length != 1 || values[0].isBlank()) {
                throw RequestProblem.invalid("The parameter " + name + " was sent " + values.length
                        + " times or without a value: send it once with a value, or leave it out");
            }
            parameters.values.put(name, values[0]);
        });
        return parameters;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** @param read empty if the text is none of what is allowed */
    <T> Optional<T> value(String name, Function<String, Optional<T>> read, String allowed) {
        return text(name)
                .map(text -> read.apply(text)
                        .orElseThrow(() -> RequestProblem.invalid(
                                "The parameter " + name + " is " + text + ", but it must be " + allowed)));
    }

    Optional<Instant> time(String name) {
        return value(
                name,
                Parameters::readTime,
                "a date such as 2026-11-29, which begins at midnight UTC, or a time with its offset such as"
                        + " 2026-11-29T08:30:00Z or 2026-11-29T08:30:00%2B01:00");
    }

    private static Optional<Instant> readTime(String text) {
        try {
            return Optional.of(
                    text.contains("T")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    int count() {
        return value("_count", Parameters::readCount, "a whole number from 1 to " + LARGEST_COUNT)
                .orElse(COUNT);
    }

    private static Optional<Integer> readCount(String text) {
        return text.matches("[1-9]\\d{0,3}") && Integer.parseInt(text) <= LARGEST_COUNT
                ? Optional.of(Integer.valueOf(text))
                : Optional.empty();
    }
}
