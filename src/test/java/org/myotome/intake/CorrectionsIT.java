package org.myotome.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.intake.IntakeClient.code;
import static org.myotome.intake.IntakeClient.message;
import static org.myotome.intake.IntakeClient.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.RunningServer;

/** What a sender says again, corrects and withdraws, in HL7 v2's OBX-11. */
class CorrectionsIT {

    private final RunningServer server = RunningServer.shared();
    private final IntakeClient intake = new IntakeClient();
    private final String patient = "HT-" + UUID.randomUUID();
    private final String order = "F-" + UUID.randomUUID();

    @Test
    void aCorrectionTakesThePlaceOfWhatWasSent() {
        accepted(result(1, "MS-EFL-L", "4/5", "F"), result(2, "MS-EFL-R", "5/5", "F"));
        accepted(result(1, "MS-EFL-L", "3/5", "C"));
        JsonNode corrected = grade("left");
        assertThat(corrected.path("status").asText()).isEqualTo("corrected");
        assertThat(corrected.at("/valueCodeableConcept/coding/0/code").asText()).isEqualTo("3");
        assertThat(corrected.at("/meta/versionId").asText()).isEqualTo("2");
        assertThat(grade("right").at("/meta/versionId").asText()).isEqualTo("1");
        assertThat(exam().path("hasMember")).hasSize(2);
        accepted(result(1, "MS-EFL-L", "3/5", "C"));
        assertThat(grade("left").at("/meta/versionId").asText()).isEqualTo("2");
    }

    @Test
    void aDeletionMarksWhatWasSentAndTakesItOutOfItsExam() {
        accepted(result(1, "MS-EFL-L", "4/5", "F"), result(2, "MS-EFL-R", "5/5", "F"));
        accepted(result(1, "MS-EFL-L", "", "D"));
        assertThat(grade("left").path("status").asText()).isEqualTo("entered-in-error");
        assertThat(grade("left").at("/valueCodeableConcept/coding/0/code").asText())
                .isEqualTo("4");
        assertThat(exam().path("hasMember")).hasSize(1);
        accepted(result(2, "MS-EFL-R", "", "W"));
        assertThat(exam().path("status").asText()).isEqualTo("entered-in-error");
        accepted(result(2, "MS-EFL-R", "", "W"));
        accepted(result(2, "MS-EFL-R", "4/5", "F"));
        assertThat(exam().path("status").asText()).isEqualTo("final");
        assertThat(exam().path("hasMember")).hasSize(1);
    }

    @Test
    void whatIsFinalIsNotChangedWithoutACorrection() {
        accepted(result(1, "MS-EFL-L", "4/5", "F"));
        refused("stored-otherwise", result(1, "MS-EFL-L", "2/5", "F"));
        accepted(result(1, "MS-EFL-L", "4", "F"));
        assertThat(grade("left").at("/meta/versionId").asText()).isEqualTo("1");
    }

    @Test
    void whatIsPreliminaryBecomesFinal() {
        accepted(result(1, "MS-EFL-L", "4/5", "P"));
        accepted(result(1, "MS-EFL-L", "3/5", "F"));
        assertThat(grade("left").path("status").asText()).isEqualTo("final");
        assertThat(grade("left").at("/valueCodeableConcept/coding/0/code").asText())
                .isEqualTo("3");
    }

    @Test
    void nothingIsDeletedThatNeverCame() {
        refused("nothing-to-change", result(1, "MS-EFL-L", "", "D"));
    }

    @Test
    void aGradeThatComesLaterIsAddedToItsExam() {
        accepted(result(1, "MS-EFL-L", "4/5", "F"));
        accepted(result(2, "MS-EFL-R", "5/5", "F"));
        assertThat(exam().path("hasMember")).hasSize(2);
        assertThat(server.count("/DiagnosticReport?patient.identifier=" + patient))
                .isEqualTo(1);
    }

    @Test
    void aMessageIsStoredWholeOrNotAtAll() {
        refused("grade-unreadable", result(1, "MS-EFL-L", "4/5", "F"), result(2, "MS-EFL-R", "4.5", "F"));
        assertThat(server.count("/Observation?patient.identifier=" + patient)).isZero();
        assertThat(server.count("/Patient?identifier=" + patient)).isZero();
    }

    @Test
    void theSameMessageAgainStoresNothingAndGetsTheSameAnswer() {
        String message = message(patient, order, result(1, "MS-EFL-L", "4/5", "F"));
        Answer first = intake.hl7(message);
        Answer again = intake.hl7(message);
        assertThat(code(first)).isEqualTo("AA");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(server.count("/Provenance?patient.identifier=" + patient)).isEqualTo(1);
        Answer other = intake.hl7(message.replace("4/5", "3/5"));
        assertThat(other.body()).contains("control-id-reused");
        assertThat(code(other)).isEqualTo("AR");
    }

    @Test
    void anotherDateOfBirthIsRefused() {
        accepted(result(1, "MS-EFL-L", "4/5", "F"));
        Answer other = intake.hl7(
                message(patient, order, result(1, "MS-EFL-L", "4/5", "F")).replace("19600101", "19610101"));
        assertThat(other.body()).contains("patient-ambiguous");
    }

    @Test
    void anUnknownSenderIsToldWhereItsNameStands() {
        Answer answer = intake.hl7(message(patient, order, result(1, "MS-EFL-L", "4/5", "F"))
                .replace("EXAMPLE-ICU|GENERAL", "NOBODY|NOWHERE"));
        assertThat(code(answer)).isEqualTo("AR");
        assertThat(answer.body()).contains("ERR||MSH^1^3^1|103^").contains("sender-unknown");
    }

    private void accepted(String... results) {
        Answer answer = intake.hl7(message(patient, order, results));
        assertThat(code(answer)).as(answer.body()).isEqualTo("AA");
    }

    private void refused(String rule, String... results) {
        Answer answer = intake.hl7(message(patient, order, results));
        assertThat(code(answer)).as(answer.body()).isEqualTo("AE");
        assertThat(answer.body()).contains(rule);
    }

    private JsonNode grade(String side) {
        String site = side.equals("left") ? "80768000" : "6921000";
        return server.get("/Observation?code=elbow-flexion&body-site=" + site + "&patient.identifier=" + patient)
                .json()
                .at("/entry/0/resource");
    }

    private JsonNode exam() {
        return server.get("/Observation?code=strength-exam&patient.identifier=" + patient)
                .json()
                .at("/entry/0/resource");
    }
}
