package org.myotome.intake.hl7v2;

import java.nio.charset.Charset;
import java.util.List;
import java.util.regex.Pattern;
import org.myotome.intake.Sender;

/**
 * The first segment of a message or a batch (MSH, BHS, FHS), as far as it can be read, whatever is wrong with it:
 * a message that is refused is kept and answered by it as well. {@link HeaderCheck} says what is wrong.
 *
 * @param readable whether there is such a segment with usable delimiters; without it, all fields are empty
 * @param fields the second of them first: it follows the name of the segment
 */
record Hl7Header(boolean readable, Delimiters delimiters, List<String> fields) {

    /** Stands for what a header does not say. */
    static final String UNKNOWN = "unknown";

    /** The longest name or control id, in characters: MSH-10 since version 2.7. */
    static final int LONGEST_NAME = 199;

    /** Bytes of a header that are looked at; a usual one has 200. */
    private static final int LONGEST = 16 * 1024;

    private static final Pattern TYPE = Pattern.compile("[A-Z0-9]{1,10}(\\^[A-Z0-9]{1,10})?");
    private static final Hl7Header UNREADABLE = new Hl7Header(false, Delimiters.USUAL, List.of());

    /** The header at the beginning of a message, after any empty lines. */
    static Hl7Header of(byte[] content, Charset charset) {
        int start = 0;
        while (start < content.length && isLineEnd(content[start])) {
            start++;
        }
        return of(content, start, "MSH", charset);
    }

    static Hl7Header of(byte[] content, int start, String segment, Charset charset) {
        int end = start;
        while (end < Math.min(content.length, start + LONGEST) && !isLineEnd(content[end])) {
            end++;
        }
        String text = new String(content, start, end - start, charset);
        if (!text.startsWith(segment) || text.length() < 5) {
            return UNREADABLE;
        }
        char field = text.charAt(3);
        List<String> fields = List.of(text.substring(4).split(Pattern.quote(String.valueOf(field)), -1));
        return Delimiters.of(field, fields.get(0))
                .map(delimiters -> new Hl7Header(true, delimiters, fields))
                .orElse(UNREADABLE);
    }

    static boolean isLineEnd(byte value) {
        return value == '\r' || value == '\n';
    }

    /**
     * A field as it was sent; empty if it was not, or if it is HL7's null.
     *
     * @param number from 2
     */
    String field(int number) {
        String field = number - 2 < fields.size() ? fields.get(number - 2) : "";
        return field.equals("\"\"") ? "" : field;
    }

    String component(int field, int number) {
        String[] components = field(field).split(Pattern.quote(String.valueOf(delimiters.component())), -1);
        return number <= components.length ? components[number - 1].strip() : "";
    }

    Sender sender() {
        String application = name(component(3, 1));
        return new Sender(application.isEmpty() ? UNKNOWN : application, name(component(4, 1)));
    }

    /** As {@code ORU^R01}, whatever the delimiters of the message are. */
    String type() {
        String event = component(9, 2);
        String type = component(9, 1) + (event.isEmpty() ? "" : "^" + event);
        return TYPE.matcher(type).matches() ? type : UNKNOWN;
    }

    /** Empty if there is none that could be one. */
    String controlId() {
        return name(field(10).strip());
    }

    String version() {
        return component(12, 1);
    }

    /** Original mode is that of a sender who says nothing about acknowledgements. */
    boolean isEnhanced() {
        return !field(15).isBlank() || !field(16).isBlank();
    }

    private static String name(String name) {
        return isName(name) ? name : "";
    }

    /** The bar divides application and facility in the id of a sender. */
    static boolean isName(String name) {
        return name.length() <= LONGEST_NAME && name.chars().noneMatch(c -> c == '|' || Character.isISOControl(c));
    }
}
