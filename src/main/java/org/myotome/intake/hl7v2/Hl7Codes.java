package org.myotome.intake.hl7v2;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.myotome.intake.LocalCode;

/**
 * Coded fields: CE, CWE, CNE, CF, IS and ID.
 *
 * @param authority of code systems that only the sender knows
 */
record Hl7Codes(AssigningAuthority authority) {

    private static final String V2_TABLES = "http://terminology.hl7.org/CodeSystem/v2-";

    static final String IDENTIFIER_TYPE = V2_TABLES + "0203";
    static final String PATIENT_CLASS = V2_TABLES + "0004";

    private static final String SECTION = V2_TABLES + "0074";

    /** Names of HL7 table 0396 for code systems that have an address in FHIR. */
    private static final Map<String, String> SYSTEMS = Map.of(
            "LN", "http://loinc.org",
            "SCT", "http://snomed.info/sct",
            "UCUM", "http://unitsofmeasure.org",
            "I10", "http://hl7.org/fhir/sid/icd-10");

    /** HL7 table 0074. */
    private static final Set<String> SECTIONS = Set.of(
            "AU", "BG", "BLB", "CG", "CUS", "CTH", "CT", "CH", "CP", "EC", "EN", "GE", "HM", "ICU", "IMM", "LAB", "MB",
            "MCB", "MYC", "NMS", "NMR", "NRS", "OUS", "OT", "OTH", "OSL", "PHR", "PT", "PHY", "PF", "RAD", "RX", "RUS",
            "RC", "RT", "SR", "SP", "TX", "VUS", "VR", "XRC");

    /** The code that a field names first; the alternate one where there is no other, the words where there is no code. */
    static Optional<LocalCode> local(Segment segment, int field, int repetition) {
        return Stream.of(1, 4)
                .filter(from -> segment.valued(field, repetition, from).isPresent())
                .findFirst()
                .map(from -> new LocalCode(
                        segment.value(field, repetition, from + 2),
                        segment.value(field, repetition, from),
                        segment.value(field, repetition, from + 1)))
                .or(() -> words(segment, field, repetition).map(words -> new LocalCode("", words, words)));
    }

    /** What the sender calls it: the original text, or the name of a code. */
    static Optional<String> words(Segment segment, int field, int repetition) {
        return first(segment, field, repetition, 9, 2, 5);
    }

    /** The words, or the code where there are none. */
    static Optional<String> wordsOrCode(Segment segment, int field, int repetition) {
        return first(segment, field, repetition, 9, 2, 5, 1, 4);
    }

    /** A code that the sender uses for something that Myotome does not need to understand. */
    CodeableConcept concept(Segment segment, int field) {
        var concept = new CodeableConcept();
        for (int from : List.of(1, 4)) {
            segment.valued(field, 1, from)
                    .map(code -> new Coding()
                            .setSystem(system(segment.value(field, 1, from + 2)))
                            .setCode(code)
                            .setDisplay(segment.valued(field, 1, from + 1).orElse(null)))
                    .ifPresent(concept::addCoding);
        }
        return concept.setText(wordsOrCode(segment, field, 1).orElse(null));
    }

    /** OBR-24; what is not in the table is kept in the words of the sender. */
    static CodeableConcept section(String code) {
        var concept = new CodeableConcept().setText(code);
        if (SECTIONS.contains(code)) {
            concept.addCoding(new Coding().setSystem(SECTION).setCode(code));
        }
        return concept;
    }

    private String system(String name) {
        return SYSTEMS.getOrDefault(name, authority.local(name.isEmpty() ? AssigningAuthority.DEFAULT : name));
    }

    private static Optional<String> first(Segment segment, int field, int repetition, Integer... components) {
        return Stream.of(components)
                .map(component -> segment.value(field, repetition, component))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
