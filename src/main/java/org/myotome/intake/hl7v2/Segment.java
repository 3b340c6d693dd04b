package org.myotome.intake.hl7v2;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One segment of a message. Fields, repetitions, components and subcomponents count from 1; what is not there is the empty text,
 * and so is what is explicitly empty.
 */
final class Segment {

    private final String name;
    private final int number;
    private final String original;
    private final Hl7Encoding encoding;
    private final String[] fields;

    /** @param number which of the segments of this name */
    Segment(String original, int number, Hl7Encoding encoding) {
        this.original = original;
        this.number = number;
        this.encoding = encoding;
        this.fields = encoding.fields(original);
        this.name = fields[0].strip();
    }

    String name() {
        return name;
    }

    int number() {
        return number;
    }

    /** As it was sent, without its end of line. */
    String original() {
        return original;
    }

    /** The first component of the first repetition. */
    String value(int field) {
        return value(field, 1, 1);
    }

    /** A component with all its subcomponents. */
    String value(int field, int repetition, int component) {
        if (isSeparators(field)) {
            return raw(field);
        }
        return encoding.clear(encoding.component(raw(field, repetition), component));
    }

    String value(int field, int repetition, int component, int subcomponent) {
        String whole = encoding.component(raw(field, repetition), component);
        return encoding.clear(encoding.subcomponent(whole, subcomponent));
    }

    /** A repetition with all its components, whose separators stay: how text is read that has none. */
    String text(int field, int repetition) {
        return encoding.clear(raw(field, repetition));
    }

    /** A repetition as it was sent. */
    String raw(int field, int repetition) {
        if (isSeparators(field)) {
            return raw(field);
        }
        String[] repetitions = encoding.repetitions(raw(field));
        return repetition > repetitions.length ? "" : orEmpty(repetitions[repetition - 1]);
    }

    /** How often a field is repeated; 0 if it is not there, 1 if it is explicitly empty. */
    int repetitions(int field) {
        String raw = raw(field);
        return isSeparators(field) || raw.isEmpty() ? Math.min(raw.length(), 1) : encoding.repetitions(raw).length;
    }

    /** Whether no repetition of a field says anything. */
    boolean isEmpty(int field) {
        for (int repetition = 1; repetition <= repetitions(field); repetition++) {
            if (!text(field, repetition).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Whether the segment has another value in the same field, where both have one. */
    boolean contradicts(Segment other, int field) {
        return !isEmpty(field) && !other.isEmpty(field) && !value(field).equals(other.value(field));
    }

    Optional<String> valued(int field, int repetition, int component) {
        return Optional.of(value(field, repetition, component)).filter(value -> !value.isEmpty());
    }

    Hl7Place place() {
        return place(0);
    }

    Hl7Place place(int field) {
        return place(field, 1, 0);
    }

    Hl7Place place(int field, int repetition, int component) {
        return new Hl7Place(name, number, field, repetition, component);
    }

    /** A whole field as it was sent. MSH-1 is the separator before MSH-2, and neither is to be split. */
    String raw(int field) {
        int index = field;
        if (isHeader()) {
            if (field == 1) {
                return String.valueOf(encoding.characters().getFieldSeparator());
            }
            index--;
        }
        return index >= fields.length ? "" : orEmpty(fields[index]);
    }

    private boolean isSeparators(int field) {
        return isHeader() && field <= 2;
    }

    private boolean isHeader() {
        return name.equals(Hl7Message.HEADER);
    }

    private static String orEmpty(@Nullable String part) {
        return part == null ? "" : part;
    }
}
