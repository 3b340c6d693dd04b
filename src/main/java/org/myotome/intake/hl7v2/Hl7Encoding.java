package org.myotome.intake.hl7v2;

import ca.uhn.hl7v2.parser.EncodingCharacters;
import ca.uhn.hl7v2.parser.PipeParser;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a message is written down: its separators, and the character set of its hexadecimal escapes.
 *
 * <p>HAPI's own escaping drops an escape character that opens nothing, so that {@code 4\5} would be read as 45; here what is no
 * escape stays as it was sent.
 */
record Hl7Encoding(EncodingCharacters characters, Charset charset) {

    private static final String EXPLICITLY_EMPTY = "\"\"";

    private static final Pattern HEXADECIMAL = Pattern.compile("X(?:[0-9A-Fa-f]{2})+");

    /** Spaces and lines of formatted text that show nothing but where the next words stand. */
    private static final Pattern LAYOUT = Pattern.compile("\\.(?:fi|nf|(?:in|ti)[+-]?[0-9]{1,4})");

    private static final Pattern LINE_BREAK = Pattern.compile("\\.(?:br|ce|sp(?:\\+?[0-9]{1,4})?)");
    private static final Pattern SKIP = Pattern.compile("\\.sk\\+?[0-9]{1,4}");

    /** What would end a line of a message, or be refused by a database. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t\\n]]");

    String[] fields(String segment) {
        return split(segment, characters.getFieldSeparator());
    }

    String[] repetitions(String field) {
        return split(field, characters.getRepetitionSeparator());
    }

    String component(String repetition, int component) {
        return part(repetition, characters.getComponentSeparator(), component);
    }

    String subcomponent(String component, int subcomponent) {
        return part(component, characters.getSubcomponentSeparator(), subcomponent);
    }

    /** The text without escapes and without space around it. What is explicitly empty ({@code ""}) is empty. */
    String clear(String raw) {
        String text = raw.strip();
        return text.equals(EXPLICITLY_EMPTY) ? "" : unescape(text).strip();
    }

    private String unescape(String raw) {
        char escape = characters.getEscapeCharacter();
        var text = new StringBuilder(raw.length());
        int from = 0;
        int start;
        int end;
        while ((start = raw.indexOf(escape, from)) >= 0 && (end = raw.indexOf(escape, start + 1)) >= 0) {
            text.append(raw, from, start);
            Optional<String> meaning = meaning(raw.substring(start + 1, end));
            meaning.ifPresent(text::append);
            if (meaning.isEmpty()) {
                text.append(raw, start, end);
            }
            // The closing character of what is no escape may open one.
            from = meaning.isPresent() ? end + 1 : end;
        }
        return text.append(raw, from, raw.length()).toString();
    }

    private Optional<String> meaning(String sequence) {
        return switch (sequence) {
            case "F" -> sign(characters.getFieldSeparator());
            case "S" -> sign(characters.getComponentSeparator());
            case "T" -> sign(characters.getSubcomponentSeparator());
            case "R" -> sign(characters.getRepetitionSeparator());
            case "E" -> sign(characters.getEscapeCharacter());
            case "P" -> sign(characters.getTruncationCharacter());
            case "H", "N" -> Optional.of("");
            default -> formatted(sequence);
        };
    }

    private Optional<String> formatted(String sequence) {
        if (!sequence.startsWith(".") && !sequence.startsWith("X")) {
            return Optional.empty();
        }
        if (LINE_BREAK.matcher(sequence).matches()) {
            return Optional.of("\n");
        }
        if (LAYOUT.matcher(sequence).matches()) {
            return Optional.of("");
        }
        if (SKIP.matcher(sequence).matches()) {
            return Optional.of(" ");
        }
        return HEXADECIMAL.matcher(sequence).matches() ? bytes(sequence.substring(1)) : Optional.empty();
    }

    private Optional<String> bytes(String digits) {
        try {
            byte[] bytes = HexFormat.of().parseHex(digits);
            String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            String lines = text.replace("\r\n", "\n").replace('\r', '\n');
            return CONTROL.matcher(lines).find() ? Optional.empty() : Optional.of(lines);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Before version 2.7 there is no truncation character: nothing stands for it. */
    private static Optional<String> sign(char sign) {
        return sign == 0 ? Optional.empty() : Optional.of(String.valueOf(sign));
    }

    private static String part(String whole, char separator, int number) {
        int from = 0;
        for (int at = 1; at < number; at++) {
            from = whole.indexOf(separator, from) + 1;
            if (from == 0) {
                return "";
            }
        }
        int to = whole.indexOf(separator, from);
        return to < 0 ? whole.substring(from) : whole.substring(from, to);
    }

    private static String[] split(String whole, char separator) {
        return PipeParser.split(whole, String.valueOf(separator));
    }
}
