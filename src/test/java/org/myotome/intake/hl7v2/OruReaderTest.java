package org.myotome.intake.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.intake.hl7v2.Messages.HEADER;
import static org.myotome.intake.hl7v2.Messages.ORDER;
import static org.myotome.intake.hl7v2.Messages.PATIENT;
import static org.myotome.intake.hl7v2.Messages.read;
import static org.myotome.intake.hl7v2.Messages.reasons;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.intake.Examination;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.Moment;
import org.myotome.intake.Reading;
import org.myotome.intake.Statement;

class OruReaderTest {

    private static final String RESULT = "OBX|1|ST|EFL-R^Elbow flexion right^EXICU|1|4/5||||||F|||||T-7^Synthetic";
    private static final String SENDER = "https://w3id.org/myotome/sender/EXAMPLE-ICU/GENERAL/";

    @Test
    void thePatientIsReadAsTheGuideHasIt() {
        Patient patient = patient("PID|1||SYN-1^^^GENERAL^MR~SYN-2^^^NS&2.999.2&ISO^XYZ~^^^EMPTY||"
                + "Synthetic&von^Adele^Maria^III^Dr^MD^L~Synthetic^Addi^^^^^N||196102141530|F|||"
                + "Street 1&&^Flat 2^Town^State^12345^XX^H~^^Village^^^^M||"
                + "^PRN^PH^^49^30^12345^6~^NET^Internet^adele@example.org|030 1|||||||||||||||20261121|Y");
        assertThat(patient.getIdentifier())
                .extracting(Identifier::getSystem)
                .containsExactly(SENDER + "GENERAL", "urn:oid:2.999.2");
        assertThat(patient.getIdentifier()).extracting(Identifier::getValue).containsExactly("SYN-1", "SYN-2");
        assertThat(patient.getIdentifier())
                .extracting(number -> number.getType().getCodingFirstRep().getCode())
                .containsExactly("MR", null);
        assertThat(patient.getName())
                .extracting(name -> name.getUse().toCode())
                .containsExactly("official", "nickname");
        assertThat(patient.getNameFirstRep().getNameAsSingleString()).isEqualTo("Dr Adele Maria Synthetic III MD");
        assertThat(patient.getBirthDateElement().getValueAsString()).isEqualTo("1961-02-14");
        assertThat(patient.getGender().toCode()).isEqualTo("female");
        assertThat(patient.getAddress())
                .extracting(address -> address.getCity())
                .containsExactly("Town", "Village");
        assertThat(patient.getAddressFirstRep().getLine())
                .extracting(Object::toString)
                .containsExactly("Street 1", "Flat 2");
        assertThat(patient.getAddressFirstRep().getUse().toCode()).isEqualTo("home");
        assertThat(patient.getTelecom())
                .extracting(contact -> contact.getValue())
                .containsExactly("+49 30 12345 X6", "adele@example.org", "030 1");
        assertThat(patient.getTelecom())
                .extracting(contact -> contact.getSystem().toCode())
                .containsExactly("phone", "email", "phone");
        assertThat(patient.getDeceasedDateTimeType().getValueAsString()).isEqualTo("2026-11-21");
    }

    @ParameterizedTest
    @CsvSource({"F, female", "M, male", "O, other", "A, other", "N, other", "U, unknown"})
    void theSexIsThatOfTheTable(String sent, String gender) {
        assertThat(patient("PID|1||1|||||" + sent).getGender().toCode()).isEqualTo(gender);
    }

    @Test
    void aSexOfNoTableIsLeftOutAndSaid() {
        Reading reading = read(HEADER, "PID|1||1|||||w", ORDER, RESULT);
        assertThat(reading.examinations().get(0).patient().hasGender()).isFalse();
        assertThat(reading.issues()).extracting(IntakeIssue::rule).containsExactly("left-out");
        assertThat(reasons(reading)).isEmpty();
    }

    @Test
    void anUnknownAuthorityIsTheSendersDefault() {
        assertThat(patient("PID|1||1").getIdentifierFirstRep().getSystem()).isEqualTo(SENDER + "default");
    }

    @Test
    void aPatientWithoutANumberIsRefused() {
        assertThat(reasons(read(HEADER, "PID|1||^^^GENERAL||Synthetic^Adele", ORDER, RESULT)))
                .containsExactly("required-missing at PID[1]-3");
    }

    @Test
    void theDayOfBirthMustBeADay() {
        assertThat(reasons(read(HEADER, "PID|1||1||||19610231", ORDER, RESULT)))
                .containsExactly("wrong-form at PID[1]-7");
    }

    @Test
    void theVisitIsReadAsTheGuideHasIt() {
        Encounter encounter = encounter("PV1|1|I|||||||||||||||||V-1^^^GENERAL" + "|".repeat(25) + "20261118140000|")
                .encounter()
                .orElseThrow();
        assertThat(encounter.getIdentifierFirstRep().getSystem()).isEqualTo(SENDER + "GENERAL");
        assertThat(encounter
                        .getIdentifierFirstRep()
                        .getType()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("VN");
        assertThat(encounter.getClass_().getCode()).isEqualTo("IMP");
        assertThat(encounter.getStatus()).isEqualTo(EncounterStatus.INPROGRESS);
        assertThat(encounter.getPeriod().getStartElement().getValueAsString()).isEqualTo("2026-11-18T14:00:00+01:00");
        assertThat(encounter("PV1|1|I").encounter()).as("no visit number").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "E, EMER, in-progress",
        "O, AMB, in-progress",
        "P, PRENC, planned",
        "R, R, in-progress",
        "U, U, unknown",
        "DAY, DAY, unknown"
    })
    void theClassOfAVisitIsKept(String sent, String code, String status) {
        Encounter encounter =
                encounter("PV1|1|" + sent + "|||||||||||||||||V-1").encounter().orElseThrow();
        assertThat(encounter.getClass_().getCode()).isEqualTo(code);
        assertThat(encounter.getStatus().toCode()).isEqualTo(status);
    }

    @Test
    void aVisitThatEndedIsFinished() {
        Encounter encounter = encounter("PV1|1|I|||||||||||||||||V-1" + "|".repeat(26) + "20261119")
                .encounter()
                .orElseThrow();
        assertThat(encounter.getStatus()).isEqualTo(EncounterStatus.FINISHED);
        assertThat(encounter.getPeriod().getEndElement().getValueAsString()).isEqualTo("2026-11-19");
    }

    @Test
    void theOrderBecomesAReport() {
        DiagnosticReport report = report(
                "ORC|RE|P-1^EXICU|F-1^EXICU",
                "OBR|1|||EXAM^Strength^EXICU^44249-1^Panel^LN|||202611200930||||||||||||||"
                        + "|20261120101000+0100||PT|F");
        assertThat(report.getIdentifier()).extracting(Identifier::getValue).containsExactly("F-1", "P-1");
        assertThat(report.getIdentifier())
                .extracting(number -> number.getType().getCodingFirstRep().getCode())
                .containsExactly("FILL", "PLAC");
        assertThat(report.getStatus()).isEqualTo(DiagnosticReportStatus.FINAL);
        assertThat(report.getCode().getCoding())
                .extracting(coding -> coding.getSystem() + "|" + coding.getCode())
                .containsExactly(SENDER + "EXICU|EXAM", "http://loinc.org|44249-1");
        assertThat(report.getCode().getText()).isEqualTo("Strength");
        assertThat(report.getCategoryFirstRep().getCodingFirstRep().getCode()).isEqualTo("PT");
        assertThat(report.getIssuedElement().getValueAsString()).isEqualTo("2026-11-20T10:10:00+01:00");
    }

    @ParameterizedTest
    @CsvSource({
        "O, registered",
        "I, registered",
        "S, registered",
        "N, registered",
        "A, partial",
        "R, partial",
        "P, preliminary",
        "C, corrected",
        "F, final",
        "X, cancelled",
        "'', unknown"
    })
    void theStatusOfAReportIsThatOfTheTable(String sent, String status) {
        assertThat(report("OBR|1||F-1|EXAM" + "|".repeat(21) + sent).getStatus().toCode())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"M", "Y", "Z", "f"})
    void aStatusThatMeansNoReportIsRefused(String sent) {
        assertThat(reasons(read(HEADER, PATIENT, "OBR|1||F-1|EXAM" + "|".repeat(21) + sent, RESULT)))
                .containsExactly("wrong-form at OBR[1]-25");
    }

    @Test
    void ordersThatContradictEachOtherAreRefused() {
        assertThat(reasons(read(HEADER, PATIENT, "ORC|RE||F-2", ORDER, RESULT)))
                .containsExactly("said-twice at OBR[1]-3");
    }

    @Test
    void eachOrderIsAnExaminationOfItsPatient() {
        Reading reading = read(
                HEADER,
                PATIENT,
                ORDER,
                RESULT,
                "NTE|1||x",
                RESULT,
                "ORC|RE||F-2",
                "OBR|2||F-2|EXAM",
                RESULT,
                "PID|2||SYN-9",
                "OBR|1||F-3|EXAM",
                RESULT);
        assertThat(reasons(reading)).isEmpty();
        assertThat(reading.examinations())
                .extracting(one -> one.patient().getIdentifierFirstRep().getValue())
                .containsExactly("SYN-1", "SYN-1", "SYN-9");
        assertThat(reading.examinations())
                .extracting(one -> one.statements().size())
                .containsExactly(2, 1, 1);
        assertThat(reading.examinations())
                .extracting(one -> one.patientPlace().shown())
                .containsExactly("PID[1]-3", "PID[1]-3", "PID[2]-3");
        assertThat(reading.examinations().get(0).effective().map(Moment::text)).contains("2026-11-20T09:30:00+01:00");
    }

    @Test
    void aVisitIsThatOfItsPatientAlone() {
        Reading reading = read(
                HEADER,
                PATIENT,
                "PV1|1|I|||||||||||||||||V-1",
                ORDER,
                RESULT,
                "PID|2||SYN-9",
                "OBR|1||F-3|EXAM",
                RESULT);
        assertThat(reading.examinations())
                .extracting(one -> one.encounter().isPresent())
                .containsExactly(true, false);
    }

    @Test
    void whatIsSaidOfTheExaminationIsSaidOfEachResult() {
        Reading reading = read(
                HEADER,
                PATIENT,
                "ORC|RE||F-1",
                "NTE|1||of the order",
                ORDER,
                "NTE|1||of the examination",
                RESULT,
                "NTE|1||of the result",
                RESULT);
        assertThat(reading.examinations().get(0).statements())
                .extracting(Statement::notes)
                .extracting(notes -> String.join("; ", notes))
                .containsExactly("of the result; of the order; of the examination", "of the order; of the examination");
    }

    @Test
    void whatIsNotReadIsSaidOnce() {
        Reading reading = read(
                HEADER, "SFT|x", PATIENT, "NTE|1||of the patient", "PD1|x", ORDER, RESULT, "SPM|1", "SPM|2", "ZZZ|1");
        assertThat(reasons(reading)).isEmpty();
        assertThat(reading.issues())
                .extracting(issue -> issue.rule() + " " + issue.place().shown())
                .containsExactly("left-out NTE[1]", "left-out PD1[1]", "left-out SPM[1]", "left-out ZZZ[1]");
    }

    @Test
    void aResultAfterASpecimenIsReadAsAnyOther() {
        assertThat(read(HEADER, PATIENT, ORDER, "SPM|1", RESULT)
                        .examinations()
                        .get(0)
                        .statements())
                .hasSize(1);
    }

    @Test
    void segmentsThatStandNowhereAreRefused() {
        assertThat(reasons(read(HEADER, PATIENT, RESULT, ORDER, RESULT))).containsExactly("required-missing at OBX[1]");
        assertThat(reasons(read(HEADER, PATIENT, ORDER, RESULT, "ORC|RE||F-2", RESULT)))
                .containsExactly("required-missing at OBX[2]");
        assertThat(reasons(read(HEADER, ORDER, RESULT))).containsExactly("required-missing at OBR[1]");
        assertThat(reasons(read(HEADER, RESULT))).contains("required-missing at OBX[1]");
        assertThat(reasons(read(HEADER))).containsExactly("required-missing at MSH[1]");
        assertThat(reasons(read(HEADER, PATIENT))).containsExactly("required-missing at PID[1]");
        assertThat(reasons(read(HEADER, PATIENT, PATIENT, ORDER, RESULT)))
                .containsExactly("patient-ambiguous at PID[2]");
        assertThat(reasons(read(HEADER, PATIENT, ORDER, RESULT, "PV1|1|I"))).containsExactly("wrong-form at PV1[1]");
        assertThat(reasons(read(HEADER, PATIENT, ORDER, RESULT, "DSC|x"))).containsExactly("malformed at DSC[1]");
        assertThat(reasons(read(HEADER, PATIENT, "OBR|1||F-1||||20261120" + "|".repeat(18) + "F", RESULT)))
                .containsExactly("required-missing at OBR[1]-4");
    }

    @Test
    void moreErrorsThanAnyoneReadsAreNotListed() {
        String[] segments = Stream.concat(
                        Stream.of(HEADER, PATIENT, ORDER),
                        Stream.generate(() -> "OBX|1").limit(5000))
                .toArray(String[]::new);
        assertThat(reasons(read(segments))).hasSize(100).containsOnlyOnce("required-missing at OBX[1]-3");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyVersionIsRead(Path file) {
        Reading reading = Messages.readFile("oru/" + file.getFileName());
        assertThat(reasons(reading)).isEmpty();
        Examination examination = reading.examinations().get(0);
        assertThat(examination.statements()).hasSize(2).allSatisfy(statement -> {
            assertThat(statement.identity()).isPresent();
            assertThat(statement.tester()).isPresent();
            assertThat(statement.effective()).isPresent();
            assertThat(statement.value().text()).isIn("4/5", "4-");
        });
    }

    static Stream<Path> versions() throws IOException {
        return Files.list(Messages.FOLDER.resolve("oru"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyCaseIsSynthetic(Path folder) {
        assertThat(new String(
                        Messages.bytes(folder.getFileName() + "/message.hl7"),
                        java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("|EXAMPLE-", "Synthetic^");
    }

    static Stream<Path> cases() throws IOException {
        return Files.list(Messages.FOLDER).filter(folder -> Files.exists(folder.resolve("message.hl7")));
    }

    private static Patient patient(String pid) {
        Reading reading = read(HEADER, pid, ORDER, RESULT);
        assertThat(reasons(reading)).isEmpty();
        return reading.examinations().get(0).patient();
    }

    private static Examination encounter(String pv1) {
        Reading reading = read(HEADER, PATIENT, pv1, ORDER, RESULT);
        assertThat(reasons(reading)).isEmpty();
        return reading.examinations().get(0);
    }

    private static DiagnosticReport report(String... order) {
        Reading reading = read(Stream.of(Stream.of(HEADER, PATIENT), Stream.of(order), Stream.of(RESULT))
                .flatMap(segments -> segments)
                .toArray(String[]::new));
        assertThat(reasons(reading)).isEmpty();
        return reading.examinations().get(0).report().orElseThrow();
    }
}
