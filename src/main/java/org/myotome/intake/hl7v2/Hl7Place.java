package org.myotome.intake.hl7v2;

import org.myotome.intake.Place;

/**
 * Where in an HL7 v2 message something stands, as ERR-2 names it.
 *
 * @param sequence which of the segments of this name, from 1
 * @param field from 1; 0 for the whole segment
 * @param repetition of the field, from 1
 * @param component from 1; 0 for the whole field
 */
public record Hl7Place(String segment, int sequence, int field, int repetition, int component) implements Place {

    @Override
    public String shown() {
        return segment + "[" + sequence + "]" + (field == 0 ? "" : "-" + field)
                + (repetition > 1 ? "(" + repetition + ")" : "") + (component == 0 ? "" : "." + component);
    }

    @Override
    public String toString() {
        return shown();
    }
}
