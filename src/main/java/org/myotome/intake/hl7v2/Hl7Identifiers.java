package org.myotome.intake.hl7v2;

import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;

/** Numbers of people, visits and orders: CX, EI and the beginning of XCN. */
record Hl7Identifiers(AssigningAuthority authority) {

    /** Types of HL7 table 0203 that people and visits have. */
    private static final Set<String> TYPES = Set.of(
            "AN", "BR", "DL", "DN", "DR", "EI", "EN", "JHN", "LN", "MA", "MC", "MCN", "MD", "MR", "NI", "NP", "NPI",
            "PI", "PN", "PPN", "PRN", "PT", "RI", "RN", "SB", "SL", "SS", "TAX", "U", "UPIN", "VN", "XX");

    /** A CX: the number, its authority in the fourth component, its type in the fifth. */
    Optional<Identifier> number(Segment segment, int field, int repetition) {
        return of(segment, field, repetition, 4, 5);
    }

    /** An XCN, whose authority is its ninth component and whose type is its thirteenth; likewise a CN, which has no type. */
    Optional<Identifier> person(Segment segment, int field, int repetition) {
        return of(segment, field, repetition, 9, 13);
    }

    /**
     * An EI.
     *
     * @param type of HL7 table 0203
     * @param namespace of numbers for which the sender names none
     */
    Optional<Identifier> order(Segment segment, int field, String type, String namespace) {
        String named = segment.value(field, 1, 2);
        return segment.valued(field, 1, 1)
                .map(value -> typed(type)
                        .setSystem(authority.system(
                                named.isEmpty() ? namespace : named,
                                segment.value(field, 1, 3),
                                segment.value(field, 1, 4)))
                        .setValue(value));
    }

    private Optional<Identifier> of(Segment segment, int field, int repetition, int authorityAt, int typeAt) {
        return segment.valued(field, repetition, 1)
                .map(value -> typed(segment.value(field, repetition, typeAt))
                        .setSystem(authority.system(
                                segment.value(field, repetition, authorityAt, 1),
                                segment.value(field, repetition, authorityAt, 2),
                                segment.value(field, repetition, authorityAt, 3)))
                        .setValue(value));
    }

    private static Identifier typed(String type) {
        var identifier = new Identifier();
        if (TYPES.contains(type) || type.equals("FILL") || type.equals("PLAC")) {
            identifier.setType(type(type));
        }
        return identifier;
    }

    static CodeableConcept type(String code) {
        var type = new CodeableConcept();
        type.addCoding().setSystem(Hl7Codes.IDENTIFIER_TYPE).setCode(code);
        return type;
    }
}
