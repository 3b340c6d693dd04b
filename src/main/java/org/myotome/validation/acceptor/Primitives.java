package org.myotome.validation.acceptor;

import com.fasterxml.jackson.core.JsonToken;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;
import java.util.regex.Pattern;

/** The forms of primitive values that the validator certainly takes; a value of another form may still be valid. */
final class Primitives {

    private static final Pattern DATE =
            Pattern.compile("(?:19|20)[0-9]{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?");
    private static final Pattern INSTANT = Pattern.compile(
            "(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
                    + "T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])");
    private static final Pattern TIME = Pattern.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]");
    private static final Pattern DECIMAL = Pattern.compile("-?(?:0|[1-9][0-9]{0,8})(?:\\.[0-9]{1,9})?");
    private static final Pattern INTEGER = Pattern.compile("-?[1-9][0-9]{0,8}|0");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final Pattern URI =
            Pattern.compile("(?!oid:|uuid:|urn:uuid:|urn:oid:|#)[!-~&&[^\"<>\\\\^`{}]]{1,2000}");
    private static final Pattern UUID =
            Pattern.compile("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern OID = Pattern.compile("urn:oid:[0-2](?:\\.(?:0|[1-9][0-9]{0,8})){5,20}");
    private static final Set<String> NUMBERS = Set.of("decimal", "integer", "unsignedInt", "positiveInt");
    private static final Set<String> TEXTS = Set.of(
            "string", "markdown", "code", "uri", "url", "canonical", "id", "date", "dateTime", "instant", "time");

    private Primitives() {}

    static boolean isPrimitive(String type) {
        return NUMBERS.contains(type) || TEXTS.contains(type) || type.equals("boolean");
    }

    /** Whether a value of this type certainly has a good form. */
    static boolean isGood(String type, JsonToken token, String value) {
        if (NUMBERS.contains(type)) {
            return token.isNumeric() && isGoodNumber(type, value);
        }
        return type.equals("boolean")
                ? token.isBoolean()
                : token == JsonToken.VALUE_STRING && !value.isEmpty() && isGoodText(type, value);
    }

    private static boolean isGoodNumber(String type, String value) {
        return switch (type) {
            case "decimal" -> DECIMAL.matcher(value).matches();
            case "unsignedInt" -> INTEGER.matcher(value).matches() && value.charAt(0) != '-';
            case "positiveInt" -> INTEGER.matcher(value).matches() && value.charAt(0) != '-' && value.charAt(0) != '0';
            default -> INTEGER.matcher(value).matches();
        };
    }

    private static boolean isGoodText(String type, String value) {
        return switch (type) {
            case "string", "markdown" -> isGoodString(value);
            case "code" -> isCode(value);
            case "uri", "url" -> isUri(value);
            case "canonical" -> isUri(value) && isAbsolute(value);
            case "id" -> ID.matcher(value).matches();
            case "date" -> DATE.matcher(value).matches() && exists(value);
            case "dateTime" ->
                (DATE.matcher(value).matches() || INSTANT.matcher(value).matches()) && exists(value);
            case "instant" -> INSTANT.matcher(value).matches() && exists(value);
            case "time" -> TIME.matcher(value).matches();
            default -> false;
        };
    }

    /** By hand, since a resource has dozens of them. */
    private static boolean isUri(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c >= 0x7f || "\"<>\\^`{}".indexOf(c) >= 0) {
                return false;
            }
        }
        if (value.startsWith("urn:uuid:")) {
            return UUID.matcher(value).matches();
        }
        return value.startsWith("urn:oid:")
                ? OID.matcher(value).matches()
                : !value.startsWith("oid:") && !value.startsWith("uuid:") && !value.startsWith("#");
    }

    /** ASCII with single spaces inside. */
    private static boolean isCode(String value) {
        char last = ' ';
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c >= 0x7f || c == ' ' && last == ' ') {
                return false;
            }
            last = c;
        }
        return last != ' ';
    }

    static boolean isAbsolute(String uri) {
        return uri.startsWith("http://") || uri.startsWith("https://") || uri.startsWith("urn:");
    }

    private static boolean exists(String date) {
        try {
            return date.length() < 10 || LocalDate.parse(date.substring(0, 10)) != null;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    /** No white space around it, nothing that looks like a tag, nothing that turns the direction of writing. */
    private static boolean isGoodString(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean edge = i == 0 || i == value.length() - 1;
            boolean good = c > ' ' && c < 0x7f && c != '<'
                    || c >= 0xa1 && c < 0x2000 && Character.isLetterOrDigit(c)
                    || c >= 0xa1 && c < 0x180
                    || c >= 0x2010 && c <= 0x2027
                    || !edge && (c == ' ' || c == '\n');
            if (!good) {
                return false;
            }
        }
        return true;
    }
}
