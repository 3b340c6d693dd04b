package org.myotome.intake.hl7v2;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Practitioner;
import org.myotome.intake.IntakeRule;

/**
 * Who tested: OBX-16, or since version 2.7 a PRT of the result with the role RO (responsible observer). Whoever answers for the
 * whole report (OBR-32, OBR-34) need not have been there.
 */
final class ObxTester {

    private static final int OBSERVER = 16;

    private static final int ACTION = 2;
    private static final int ROLE = 4;
    private static final int PERSON = 5;

    private ObxTester() {}

    static Optional<Practitioner> read(OruResult result, Hl7Persons persons, Problems problems) {
        return first(result.obx(), OBSERVER, persons, problems)
                .or(() -> result.participants().stream()
                        .filter(participant -> participant.value(ROLE).equals("RO"))
                        .filter(participant -> !participant.value(ACTION).equals("D"))
                        .flatMap(participant -> first(participant, PERSON, persons, problems).stream())
                        .findFirst());
    }

    private static Optional<Practitioner> first(Segment segment, int field, Hl7Persons persons, Problems problems) {
        List<Practitioner> people = IntStream.rangeClosed(1, segment.repetitions(field))
                .mapToObj(repetition -> persons.practitioner(segment, field, repetition))
                .flatMap(Optional::stream)
                .toList();
        if (people.size() > 1) {
            problems.mention(
                    IntakeRule.LEFT_OUT,
                    segment.place(field, 2, 0),
                    "Only the first of several observers is stored as the one who tested.",
                    people.size() + " observers",
                    "one observer",
                    "Send the one who tested first.");
        }
        return people.stream().findFirst();
    }
}
