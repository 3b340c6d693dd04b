package org.myotome.intake.hl7v2;

import ca.uhn.hl7v2.parser.EncodingCharacters;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeMessage;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Place;
import org.myotome.intake.Sender;

/**
 * The segments of a message, in the order in which they were sent, whatever its version and whatever its segments are.
 *
 * @param segments the first is the header
 */
record Hl7Message(Sender sender, List<Segment> segments) {

    static final String HEADER = "MSH";

    /** Of segments, and of repetitions of their fields: far above any examination, far below what fills the memory. */
    static final int MOST_PARTS = 20_000;

    private static final Pattern SEGMENT = Pattern.compile("[A-Z][A-Z0-9]{2}");

    /** A separator among these would make texts unreadable. */
    private static final Pattern NO_SEPARATOR = Pattern.compile("[\\p{Alnum}\\p{Cntrl}\\s\"]");

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t\\r]]");

    private static final Place WHOLE = new Hl7Place(HEADER, 1, 0, 1, 0);

    Hl7Message {
        segments = List.copyOf(segments);
    }

    Segment header() {
        return segments.get(0);
    }

    /** @throws IntakeRefusal if it is no message, or no text in its character set */
    static Hl7Message parse(IntakeMessage message) {
        Charset charset = charset(message.charset());
        String text = decoded(message.content(), charset);
        var encoding = new Hl7Encoding(separators(text), charset);
        limit(text, encoding.characters().getRepetitionSeparator());
        return new Hl7Message(message.sender(), segments(text.split("\r"), encoding));
    }

    private static List<Segment> segments(String[] lines, Hl7Encoding encoding) {
        List<Segment> segments = new ArrayList<>();
        Map<String, Integer> numbers = new HashMap<>();
        for (int line = 0; line < lines.length; line++) {
            if (lines[line].isBlank()) {
                continue;
            }
            String name = name(lines[line], line + 1, encoding.characters());
            if (name.equals(HEADER) && !segments.isEmpty()) {
                throw secondMessage(line + 1);
            }
            segments.add(new Segment(lines[line], numbers.merge(name, 1, Integer::sum), encoding));
        }
        return segments;
    }

    private static String name(String line, int number, EncodingCharacters characters) {
        int end = line.indexOf(characters.getFieldSeparator());
        String name = end < 0 ? line.strip() : line.substring(0, end);
        if (!SEGMENT.matcher(name).matches()) {
            throw malformed(
                    Place.of("line " + number),
                    "A line of the message is no segment.",
                    "a line that does not begin with the name of a segment",
                    "three capital letters or digits, then " + characters.getFieldSeparator(),
                    "Send line breaks within a text as \\.br\\ or \\X0A\\.");
        }
        return name;
    }

    private static IntakeRefusal secondMessage(int line) {
        return malformed(
                Place.of("line " + line),
                "A second message begins within the message.",
                "a second MSH segment",
                "one message",
                "Send each message in a frame of its own, or several over HTTP as a batch (BHS or FHS).");
    }

    private static EncodingCharacters separators(String sent) {
        String text = sent.stripLeading();
        int from = HEADER.length();
        String separators = text.startsWith(HEADER) && text.length() >= from + 5 ? text.substring(from, from + 5) : "";
        if (separators.isEmpty()
                || NO_SEPARATOR.matcher(separators).find()
                || separators.chars().distinct().count() < separators.length()) {
            throw malformed(
                    WHOLE,
                    "The message has no header that names its separators.",
                    "a text of " + text.length() + " characters",
                    "MSH|^~\\&|, or five other signs that differ",
                    "Begin the message with its MSH segment.");
        }
        int end = text.indexOf(separators.charAt(0), from + 1);
        String encoding = end < 0 ? separators.substring(1) : text.substring(from + 1, end);
        return new EncodingCharacters(separators.charAt(0), encoding);
    }

    private static void limit(String text, char repetitionSeparator) {
        long parts = text.chars()
                .filter(sign -> sign == '\r' || sign == repetitionSeparator)
                .count();
        if (parts > MOST_PARTS) {
            throw new IntakeRefusal(IntakeIssue.error(
                    IntakeRule.TOO_LARGE,
                    WHOLE,
                    "The message has too many parts.",
                    parts + " segments and repetitions",
                    MOST_PARTS + " at most",
                    "Send each examination in a message of its own."));
        }
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IntakeRefusal(IntakeIssue.error(
                    IntakeRule.CHARACTER_SET_UNSUPPORTED,
                    new Hl7Place(HEADER, 1, 18, 1, 0),
                    "The character set is not known here.",
                    name,
                    "those of HL7 table 0211 that Java has, such as UNICODE UTF-8 and 8859/1",
                    "Send the message in UTF-8 and say so in MSH-18."));
        }
    }

    /** With single carriage returns at the ends of lines, whatever the sender has there. */
    private static String decoded(byte[] content, Charset charset) {
        var bytes = ByteBuffer.wrap(content);
        String text;
        try {
            text = charset.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw malformed(
                    Place.of("byte " + (bytes.position() + 1)),
                    "The message is no text in the character set that it names.",
                    "a byte that means nothing in " + charset.name(),
                    "text in " + charset.name(),
                    "Name in MSH-18 the character set in which the message is sent.");
        }
        return checked(text.replace("\r\n", "\r").replace('\n', '\r'));
    }

    private static String checked(String text) {
        var control = CONTROL.matcher(text);
        if (control.find()) {
            throw malformed(
                    Place.of("character " + (control.start() + 1)),
                    "The message holds a control character.",
                    "the character with the code " + (int) text.charAt(control.start()),
                    "tabs, and carriage returns at the ends of segments",
                    "Leave it out.");
        }
        return text;
    }

    private static IntakeRefusal malformed(Place place, String message, String sent, String allowed, String fix) {
        return new IntakeRefusal(IntakeIssue.error(IntakeRule.MALFORMED, place, message, sent, allowed, fix));
    }
}
