package org.myotome.intake.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.myotome.intake.Examination;
import org.myotome.intake.Moment;
import org.myotome.intake.Reading;
import org.myotome.intake.Statement;

/** Unsolicited results, versions 2.3 to 2.8: one examination for each OBR, of the patient whose PID stands before it. */
final class OruReader implements Hl7Reader {

    private static final Set<String> TYPES = Set.of("ORU^R01", "ORU^R30", "ORU^R40");

    private static final int EXAMINED = 7;

    @Override
    public Set<String> types() {
        return TYPES;
    }

    @Override
    public Reading read(Hl7Message message) {
        var problems = new Problems();
        var authority = new AssigningAuthority(message.sender());
        var identifiers = new Hl7Identifiers(authority);
        var time = Hl7Time.of(message.header());
        var mappings = new Mappings(
                time,
                new PidMapping(identifiers, time),
                new Pv1Mapping(identifiers, time),
                new ObrMapping(identifiers, new Hl7Codes(authority), time),
                new ObxMapping(new Hl7Persons(identifiers), time));
        List<Examination> examinations = new ArrayList<>();
        for (OruPatient patient : OruGroups.of(message, problems)) {
            examinations(patient, mappings, examinations, problems);
        }
        return new Reading(examinations, problems.issues(), problems.itemIssues());
    }

    private static void examinations(
            OruPatient group, Mappings mappings, List<Examination> examinations, Problems problems) {
        Patient patient = mappings.pid().read(group.pid(), problems);
        Optional<Encounter> encounter =
                group.visit().flatMap(visit -> mappings.pv1().read(visit, problems));
        for (OruOrder order : group.orders()) {
            Optional<Moment> examined = mappings.time().read(order.obr(), EXAMINED, problems);
            DiagnosticReport report = mappings.obr().read(order, problems);
            examinations.add(new Examination(
                    patient.copy(),
                    group.pid().place(PidMapping.IDENTIFIERS),
                    encounter.map(Encounter::copy),
                    examined,
                    Optional.of(report),
                    statements(order, examined, mappings.obx(), problems)));
        }
    }

    private static List<Statement> statements(
            OruOrder order, Optional<Moment> examined, ObxMapping mapping, Problems problems) {
        Map<Segment, String> identities = ObxIdentity.of(order);
        return order.results().stream()
                .flatMap(
                        result -> mapping
                                .read(
                                        order,
                                        result,
                                        examined,
                                        Optional.ofNullable(identities.get(result.obx())),
                                        problems)
                                .stream())
                .toList();
    }

    private record Mappings(Hl7Time time, PidMapping pid, Pv1Mapping pv1, ObrMapping obr, ObxMapping obx) {}
}
