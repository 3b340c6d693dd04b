package org.myotome.intake.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;

/**
 * What a sender says beside the value: NTE after OBR and OBX, and fields that are kept in words because nothing is concluded from
 * them.
 *
 * @param spoken the words of the NTE after the OBX
 * @param texts all that becomes notes
 * @param interpretation OBX-8 as far as a code of it means the same for a grade
 */
record ObxNotes(String spoken, List<String> texts, List<Coding> interpretation) {

    private static final int REFERENCE_RANGE = 7;
    private static final int INTERPRETATION = 8;

    private static final int COMMENT = 3;

    private static final String SYSTEM = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";

    /** Those of HL7 table 0078 that a grade can have; AA and LL are not among them: many would read a paralysis in them. */
    private static final Map<String, String> CODES = Map.of(
            "N", "Normal",
            "A", "Abnormal",
            "L", "Low",
            "B", "Better",
            "W", "Worse",
            "U", "Significant change up",
            "D", "Significant change down",
            "IND", "Indeterminate");

    static ObxNotes read(OruOrder order, OruResult result) {
        Segment obx = result.obx();
        List<String> own = comments(result.notes());
        List<String> texts = new ArrayList<>(own);
        texts.addAll(comments(order.notes()));
        texts.addAll(labelled("Site: ", ObxSides.sites(obx)));
        texts.addAll(labelled("Reference range: ", texts(obx, REFERENCE_RANGE)));
        List<String> flags = flags(obx);
        texts.addAll(labelled(
                "Flag: ",
                flags.stream().filter(flag -> !CODES.containsKey(flag)).toList()));
        return new ObxNotes(
                String.join("\n", own),
                texts,
                flags.stream()
                        .filter(CODES::containsKey)
                        .map(flag -> new Coding(SYSTEM, flag, CODES.get(flag)))
                        .toList());
    }

    private static List<String> comments(List<Segment> notes) {
        return notes.stream()
                .map(note -> texts(note, COMMENT).stream().collect(Collectors.joining("\n")))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static List<String> flags(Segment obx) {
        return repetitions(obx, INTERPRETATION)
                .mapToObj(repetition -> Hl7Codes.local(obx, INTERPRETATION, repetition))
                .flatMap(code -> code.stream().map(some -> some.code()))
                .toList();
    }

    private static List<String> texts(Segment segment, int field) {
        return repetitions(segment, field)
                .mapToObj(repetition -> segment.text(field, repetition))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static IntStream repetitions(Segment segment, int field) {
        return IntStream.rangeClosed(1, segment.repetitions(field));
    }

    private static List<String> labelled(String label, List<String> texts) {
        return Stream.of(String.join(", ", texts))
                .filter(text -> !text.isEmpty())
                .map(text -> label + text)
                .toList();
    }
}
