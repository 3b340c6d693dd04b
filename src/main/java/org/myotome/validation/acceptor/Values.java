package org.myotome.validation.acceptor;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the values that FHIRPath computes with. Where two kinds of values meet it does not know. */
final class Values {

    private static final Set<String> NUMBERS = Set.of("decimal", "integer", "unsignedInt", "positiveInt");
    private static final Set<String> TIMES = Set.of("date", "dateTime", "instant", "time");

    private Values() {}

    /** True, false, or null for an empty list. */
    static @Nullable Boolean truth(List<Object> values) {
        if (values.isEmpty()) {
            return null;
        }
        Object value = values.get(0);
        if (values.size() == 1 && value instanceof Boolean truth) {
            return truth;
        }
        if (values.size() == 1 && value instanceof Item item && item.type().equals("boolean")) {
            return Boolean.valueOf(item.value());
        }
        throw new Uncertain("truth of what is not a boolean");
    }

    static List<Object> of(@Nullable Boolean truth) {
        return truth == null ? List.of() : List.of(truth);
    }

    static @Nullable Boolean equal(List<Object> left, List<Object> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return null;
        }
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!equal(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean equal(Object left, Object right) {
        Kind kind = kind(left);
        Uncertain.unless(kind == kind(right) && kind != Kind.OTHER, "equality of different kinds");
        String a = text(left);
        String b = text(right);
        if (kind == Kind.NUMBER && !a.equals(b)) {
            boolean same = new BigDecimal(a).compareTo(new BigDecimal(b)) == 0;
            // The validator looks at the number if one was computed, and at the text otherwise.
            boolean computed = left instanceof BigDecimal || right instanceof BigDecimal;
            Uncertain.unless(computed || !same, "equal numbers of another form");
            return same;
        }
        Uncertain.unless(kind != Kind.TIME || a.equals(b), "times of another form");
        return a.equals(b);
    }

    /** The sign of the order; null if one of them is empty. */
    static @Nullable Integer compare(List<Object> left, List<Object> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return null;
        }
        Uncertain.unless(left.size() == 1 && right.size() == 1, "order of lists");
        Kind kind = kind(left.get(0));
        String a = text(left.get(0));
        String b = text(right.get(0));
        Uncertain.unless(kind == kind(right.get(0)), "order of different kinds");
        return switch (kind) {
            case NUMBER -> new BigDecimal(a).compareTo(new BigDecimal(b));
            case TIME -> compareTimes(a, b);
            default -> throw new Uncertain("order of what has none");
        };
    }

    private static int compareTimes(String a, String b) {
        if (a.length() <= 10 && a.length() == b.length()) {
            return a.compareTo(b);
        }
        Uncertain.unless(a.indexOf('T') > 0 && b.indexOf('T') > 0, "order of times of another precision");
        return OffsetDateTime.parse(a)
                .toInstant()
                .compareTo(OffsetDateTime.parse(b).toInstant());
    }

    /** The text of the only value. */
    static String text(List<Object> values) {
        Uncertain.unless(values.size() == 1, "text of a list");
        return text(values.get(0));
    }

    static String text(Object value) {
        if (value instanceof Item item) {
            String text = item.value();
            Uncertain.unless(text != null, "text of a complex element");
            return String.valueOf(text);
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    static boolean isNumber(Object value) {
        return kind(value) == Kind.NUMBER;
    }

    static boolean isText(Object value) {
        return kind(value) == Kind.TEXT;
    }

    private static Kind kind(Object value) {
        if (value instanceof Item item) {
            if (item.value() == null) {
                return Kind.OTHER;
            }
            return NUMBERS.contains(item.type())
                    ? Kind.NUMBER
                    : TIMES.contains(item.type()) ? Kind.TIME : item.type().equals("boolean") ? Kind.TRUTH : Kind.TEXT;
        }
        return value instanceof Boolean ? Kind.TRUTH : value instanceof Number ? Kind.NUMBER : Kind.TEXT;
    }

    private enum Kind {
        TEXT,
        NUMBER,
        TIME,
        TRUTH,
        OTHER
    }
}
