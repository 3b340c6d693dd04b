package org.myotome.intake.hl7v2;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.HumanName.NameUse;
import org.hl7.fhir.r4.model.Practitioner;

/** People: XPN, and XCN with its number. */
record Hl7Persons(Hl7Identifiers identifiers) {

    /** HL7 table 0200 as far as FHIR has a word for it. */
    private static final Map<String, NameUse> USES = Map.of(
            "D", NameUse.USUAL,
            "L", NameUse.OFFICIAL,
            "R", NameUse.OFFICIAL,
            "M", NameUse.MAIDEN,
            "N", NameUse.NICKNAME,
            "MSK", NameUse.ANONYMOUS,
            "NAV", NameUse.TEMP,
            "TEMP", NameUse.TEMP,
            "BAD", NameUse.OLD);

    /** An XPN. */
    static Optional<HumanName> name(Segment segment, int field, int repetition) {
        HumanName name = name(segment, field, repetition, 1);
        segment.valued(field, repetition, 6).ifPresent(name::addSuffix);
        if (!name.isEmpty()) {
            name.setUse(USES.get(segment.value(field, repetition, 7)));
        }
        return Optional.of(name).filter(some -> !some.isEmpty());
    }

    /** An XCN, with a number or a name. */
    Optional<Practitioner> practitioner(Segment segment, int field, int repetition) {
        var practitioner = new Practitioner();
        identifiers.person(segment, field, repetition).ifPresent(practitioner::addIdentifier);
        HumanName name = name(segment, field, repetition, 2);
        if (!name.isEmpty()) {
            practitioner.addName(name);
        }
        if (practitioner.isEmpty()) {
            return Optional.empty();
        }
        segment.valued(field, repetition, 7)
                .ifPresent(degree -> practitioner.addQualification().getCode().setText(degree));
        return Optional.of(practitioner);
    }

    /** Family name, given name, further given names, suffix and prefix in this order, the first at a component. */
    private static HumanName name(Segment segment, int field, int repetition, int from) {
        var name = new HumanName();
        Optional.of(segment.value(field, repetition, from, 1))
                .filter(family -> !family.isEmpty())
                .ifPresent(name::setFamily);
        Stream.of(from + 1, from + 2)
                .map(given -> segment.value(field, repetition, given))
                .filter(given -> !given.isEmpty())
                .forEach(name::addGiven);
        segment.valued(field, repetition, from + 3).ifPresent(name::addSuffix);
        segment.valued(field, repetition, from + 4).ifPresent(name::addPrefix);
        return name;
    }
}
