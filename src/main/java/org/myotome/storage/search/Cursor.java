package org.myotome.storage.search;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The place of a resource in an order: its value and its own number in the database. A page that begins after it neither
 * loses nor repeats anything, whatever was written meanwhile, because the place does not depend on other resources.
 *
 * @param value null if the resource has none
 */
record Cursor(@Nullable Object value, long resource) {

    private static final Pattern TEXT = Pattern.compile("([^~]*)~(\\d{1,18})");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,17}(\\.\\d{1,4})?");

    /** @throws InvalidRequestException if it is none in this order */
    static Cursor read(String text, Order.Kind kind) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw unreadable(text);
        }
        try {
            return new Cursor(value(parts.group(1), kind), Long.parseLong(parts.group(2)));
        } catch (DateTimeException wrong) {
            throw unreadable(text);
        }
    }

    static boolean hasValue(String text) {
        return !text.startsWith("~");
    }

    private static @Nullable Object value(String text, Order.Kind kind) {
        if (text.isEmpty()) {
            return null;
        }
        return switch (kind) {
            case INSTANT -> LocalDateTime.parse(text);
            case NUMBER -> number(text);
            case NONE -> throw unreadable(text);
        };
    }

    /** As the database writes it: an exponent could ask for more digits than there is memory. */
    private static BigDecimal number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw unreadable(text);
        }
        return new BigDecimal(text);
    }

    private static InvalidRequestException unreadable(String text) {
        return new InvalidRequestException(
                "The value '" + text + "' of _after is not one of a next link: follow the link as it was given");
    }

    @Override
    public String toString() {
        return (value == null ? "" : value) + "~" + resource;
    }
}
