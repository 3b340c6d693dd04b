package org.myotome.intake;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;

/**
 * What a sender reports of one examination of one patient. The resources have no ids and do not refer to each other: whoever
 * stores them joins them.
 *
 * @param patient with at least one identifier, by which it is found or created
 * @param patientPlace where it stands in the message
 * @param encounter with an identifier
 * @param effective when it was, for statements that do not say it themselves
 * @param report of the order that was filled: HL7 v2's OBR; its results are added when it is stored
 */
public record Examination(
        Patient patient,
        Place patientPlace,
        Optional<Encounter> encounter,
        Optional<Moment> effective,
        Optional<DiagnosticReport> report,
        List<Statement> statements) {

    public Examination {
        statements = List.copyOf(statements);
    }
}
