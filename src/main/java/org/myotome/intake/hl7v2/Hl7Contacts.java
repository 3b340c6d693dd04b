package org.myotome.intake.hl7v2;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Address.AddressType;
import org.hl7.fhir.r4.model.Address.AddressUse;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;

/** How people are reached: XAD and XTN. */
final class Hl7Contacts {

    /** HL7 table 0190 as far as FHIR has a word for it. */
    private static final Map<String, AddressUse> ADDRESS_USES = Map.of(
            "BA", AddressUse.OLD,
            "BI", AddressUse.BILLING,
            "C", AddressUse.TEMP,
            "B", AddressUse.WORK,
            "O", AddressUse.WORK,
            "H", AddressUse.HOME);

    private static final Set<String> POSTAL = Set.of("M", "SH");

    /** HL7 table 0201 as far as FHIR has a word for it. */
    private static final Map<String, ContactPointUse> USES = Map.of(
            "PRN", ContactPointUse.HOME,
            "WPN", ContactPointUse.WORK,
            "PRS", ContactPointUse.MOBILE);

    /** HL7 table 0202. */
    private static final Map<String, ContactPointSystem> SYSTEMS = Map.of(
            "PH", ContactPointSystem.PHONE,
            "CP", ContactPointSystem.PHONE,
            "FX", ContactPointSystem.FAX,
            "BP", ContactPointSystem.PAGER,
            "Internet", ContactPointSystem.EMAIL,
            "X.400", ContactPointSystem.EMAIL,
            "MD", ContactPointSystem.OTHER,
            "SAT", ContactPointSystem.OTHER,
            "TDD", ContactPointSystem.OTHER,
            "TTY", ContactPointSystem.OTHER);

    private Hl7Contacts() {}

    static Optional<Address> address(Segment segment, int field, int repetition) {
        var address = new Address();
        Stream.concat(
                        Stream.of(1, 2, 3).map(part -> segment.value(field, repetition, 1, part)),
                        Stream.of(segment.value(field, repetition, 2)))
                .filter(line -> !line.isEmpty())
                .forEach(address::addLine);
        segment.valued(field, repetition, 3).ifPresent(address::setCity);
        segment.valued(field, repetition, 4).ifPresent(address::setState);
        segment.valued(field, repetition, 5).ifPresent(address::setPostalCode);
        segment.valued(field, repetition, 6).ifPresent(address::setCountry);
        segment.valued(field, repetition, 9).ifPresent(address::setDistrict);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        String type = segment.value(field, repetition, 7);
        return Optional.of(
                address.setUse(ADDRESS_USES.get(type)).setType(POSTAL.contains(type) ? AddressType.POSTAL : null));
    }

    /** @param use what the field is for, where the sender names no use */
    static Optional<ContactPoint> contact(Segment segment, int field, int repetition, ContactPointUse use) {
        String equipment = segment.value(field, repetition, 3);
        boolean written =
                equipment.isEmpty() && !segment.value(field, repetition, 4).isEmpty();
        ContactPointSystem system = written
                ? ContactPointSystem.EMAIL
                : equipment.isEmpty() ? ContactPointSystem.PHONE : SYSTEMS.get(equipment);
        String value = system == ContactPointSystem.EMAIL
                ? segment.value(field, repetition, 4)
                : telephone(segment, field, repetition);
        if (value.isEmpty() || system == null) {
            return Optional.empty();
        }
        String code = segment.value(field, repetition, 2);
        boolean mobile = equipment.equals("CP");
        return Optional.of(new ContactPoint()
                .setSystem(system)
                .setValue(value)
                .setUse(mobile ? ContactPointUse.MOBILE : code.isEmpty() ? use : USES.get(code)));
    }

    /** Unformatted, or as the first component has it, or put together of country, area, number and extension. */
    private static String telephone(Segment segment, int field, int repetition) {
        return segment.valued(field, repetition, 12)
                .or(() -> segment.valued(field, repetition, 1))
                .orElseGet(() -> segment.valued(field, repetition, 7).isEmpty()
                        ? ""
                        : Stream.of(
                                        segment.valued(field, repetition, 5).map(country -> "+" + country),
                                        segment.valued(field, repetition, 6),
                                        segment.valued(field, repetition, 7),
                                        segment.valued(field, repetition, 8).map(extension -> "X" + extension))
                                .flatMap(Optional::stream)
                                .collect(Collectors.joining(" ")));
    }
}
