package org.myotome.intake;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Practitioner;

/**
 * What a sender says of the strength of one movement: one OBX, or one repetition of its OBX-5; one row, or one cell, of a table.
 *
 * @param item what was tested, in the sender's code
 * @param sides each word for the side that stands apart from the item: they must agree
 * @param value the grade as text, in one piece ({@code 4/5}, {@code 4-}); empty if the sender gives none
 * @param codedValue the value where it was sent as a code
 * @param scale as the sender names it, where it is named beside the value (OBX-17, a column)
 * @param effective when it was tested
 * @param tester with a name or an identifier
 * @param method further words for how it was tested, such as a break test
 * @param absent why there is no value, where the sender says so in a word of its own: OBX-11 X or N, OBX-32
 * @param change what it does to what is stored
 * @param original the words of the sender, which are kept
 * @param identity by which the sender refers to it again: filler order number, {@code #}, sub-id
 */
public record Statement(
        Place place,
        Word item,
        LocalCode itemCode,
        List<Word> sides,
        Word value,
        Optional<LocalCode> codedValue,
        Optional<Word> scale,
        Optional<Moment> effective,
        Optional<Practitioner> tester,
        Optional<Word> method,
        Optional<Word> position,
        List<Coding> interpretation,
        ObservationStatus status,
        Optional<Absence> absent,
        Change change,
        List<String> notes,
        String original,
        Optional<String> identity) {

    public Statement {
        sides = List.copyOf(sides);
        interpretation = List.copyOf(interpretation);
        notes = List.copyOf(notes);
    }

    /** A word of the sender and where it stands. */
    public record Word(String text, Place place) {}

    /**
     * Why there is no value.
     *
     * @param code of the data-absent-reason code system, which the sender's status means ({@code not-asked}), or empty
     * @param words of the sender, or empty
     */
    public record Absence(String code, String words, Place place) {}

    /** What a statement does to what was stored before. */
    public enum Change {
        /** It is new, or the same again, or the final form of what was preliminary. */
        REPORT,
        /** It takes the place of what was sent before under the same identity (OBX-11 C, A). */
        CORRECTION,
        /** What was sent before under the same identity was wrong (OBX-11 D, W). */
        WITHDRAWAL
    }
}
