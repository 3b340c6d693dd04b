package org.myotome.intake.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myotome.intake.Examination;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.Statement;
import org.myotome.intake.Statement.Change;
import org.myotome.intake.Statement.Word;

/** What rows say. */
class RowReaderTest {

    @Test
    void aRowOfTheLongFormIsOneStatement() {
        Examination exam = Tables.read(Tables.LONG + Tables.row(1, "4-"), Tables.settings())
                .get(0)
                .examination()
                .orElseThrow();
        Identifier patient = exam.patient().getIdentifierFirstRep();
        assertThat(patient.getSystem()).isEqualTo("https://w3id.org/myotome/sender/EXAMPLE-TABLE/any/patient");
        assertThat(patient.getValue()).isEqualTo("P1");
        assertThat(exam.patientPlace().shown()).isEqualTo("line 2, column patient");
        assertThat(exam.effective().orElseThrow().text()).isEqualTo("2026-03-01T09:30:00+01:00");
        assertThat(exam.statements()).singleElement().satisfies(statement -> {
            assertThat(statement.item().text()).isEqualTo("elbow-flexion");
            assertThat(statement.itemCode().code()).isEqualTo("elbow-flexion");
            assertThat(statement.sides()).extracting(Word::text).containsExactly("left");
            assertThat(statement.value().text()).isEqualTo("4-");
            assertThat(statement.value().place().shown()).isEqualTo("line 2, column value");
            assertThat(statement.scale().orElseThrow().text()).isEqualTo("mrc-0-5");
            assertThat(statement.position().orElseThrow().text()).isEqualTo("sitting");
            assertThat(statement.tester().orElseThrow().getIdentifierFirstRep().getSystem())
                    .isEqualTo("https://w3id.org/myotome/sender/EXAMPLE-TABLE/any/tester");
            assertThat(statement.tester().orElseThrow().getNameFirstRep().getText())
                    .isEqualTo("T1");
            assertThat(statement.status()).isEqualTo(ObservationStatus.FINAL);
            assertThat(statement.original()).contains("elbow-flexion", "left", "4-");
        });
    }

    @Test
    void aRowOfTheWideFormIsAStatementForEachCellThatIsFilled() {
        String table =
                "patient,datetime,tester,scale,L elbow-flexion,R elbow-flexion,L knee\nP1,2026-03-01,T1,mrc-0-5,4,,3\n";
        List<Statement> statements = Tables.statements(table, Tables.settings());
        assertThat(statements)
                .extracting(statement -> statement.item().text())
                .containsExactly("L elbow-flexion", "L knee");
        assertThat(statements).extracting(statement -> statement.value().text()).containsExactly("4", "3");
        assertThat(statements)
                .allSatisfy(statement -> assertThat(statement.sides()).isEmpty());
        assertThat(statements.get(1).place().shown()).isEqualTo("line 2, column L knee");
    }

    @Test
    void anEmptyValueOfTheLongFormIsPassedOn() {
        assertThat(Tables.statements(Tables.LONG + Tables.row(1, ""), Tables.settings()))
                .singleElement()
                .satisfies(statement -> assertThat(statement.value().text()).isEmpty());
    }

    @Test
    void theScaleOfTheTableIsForRowsThatNameNone() {
        String table =
                Tables.LONG + "P1,2026-03-01,left,elbow-flexion,,4,T1,\nP1,2026-03-01,left,knee,mmt-0-10,8,T1,\n";
        assertThat(Tables.statements(table, Tables.settings(Setting.SCALE, "mrc-0-5")))
                .extracting(statement -> statement.scale().orElseThrow().text())
                .containsExactly("mrc-0-5", "mmt-0-10");
        assertThat(Tables.statements(table, Tables.settings()).get(0).scale()).isEmpty();
    }

    @Test
    void patientsOfTwoSendersAreNeverOne() {
        TableSettings other = Tables.settings(Setting.SENDER, "ICU|St. Mary");
        assertThat(other.patientSystem()).isEqualTo("https://w3id.org/myotome/sender/ICU/St.%20Mary/patient");
        assertThat(Tables.settings(Setting.PATIENT_SYSTEM, "urn:oid:2.999").patientSystem())
                .isEqualTo("urn:oid:2.999");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "P1,2026-03-01,left,elbow-flexion,mrc-0-5,4,T1 | wrong-form | line 2",
                "P1,2026-03-01,left,elbow-flexion,mrc-0-5,4,T1,sitting,x | wrong-form | line 2",
                "P1,2026-02-30,left,elbow-flexion,mrc-0-5,4,T1,sitting | wrong-form | line 2, column datetime",
                ",2026-03-01,left,elbow-flexion,mrc-0-5,4,T1,sitting | required-missing | line 2, column patient",
                "P1,,left,elbow-flexion,mrc-0-5,4,T1,sitting | required-missing | line 2, column datetime",
                "1.2E+11,2026-03-01,left,elbow-flexion,mrc-0-5,4,T1,sitting | wrong-form | line 2, column patient",
                "P1,2026-03-01,left,elbow-flexion,mrc-0-5,04. Mai,T1,sitting | grade-unreadable | line 2, column value",
            })
    void aRowThatCannotBeReadIsRefusedAlone(String row, String rule, String place) {
        List<ReadRow> rows = Tables.read(Tables.LONG + row + "\r\n" + Tables.row(2, "4"), Tables.settings());
        assertThat(rows.get(0).examination()).isEmpty();
        assertThat(rows.get(1).examination()).isPresent();
        IntakeIssue issue = rows.get(0).refused().get(0).issues().get(0);
        assertThat(issue.rule()).isEqualTo(rule);
        assertThat(issue.place().shown()).isEqualTo(place);
    }

    @Test
    void aCellOfTheWideFormThatBecameADateIsRefusedAlone() {
        ReadRow row = Tables.read(Tables.WIDE + "P1,2026-03-01,T1,mrc-0-5,4-May,4\n", Tables.settings())
                .get(0);
        assertThat(row.statements()).isEqualTo(1);
        assertThat(row.refused())
                .singleElement()
                .extracting(ReadRow.Refused::column)
                .isEqualTo("left elbow-flexion");
    }

    @Test
    void aLineEndInACellIsTheWorkOfAnUnclosedQuotationMark() {
        String table = Tables.LONG + "P1,2026-03-01,left,elbow-flexion,mrc-0-5,4,\"T1\nP2\",sitting\n";
        assertThat(Tables.refusals(table, Tables.settings()))
                .singleElement()
                .satisfies(issue -> assertThat(issue.inWords()).contains("several lines", "not closed"));
    }

    @Test
    void aNoteMayHaveSeveralLinesAndAnySign() {
        String table = Tables.LONG.strip() + ",note\n"
                + "P1,2026-03-01,left,elbow-flexion,mrc-0-5,4,T1,sitting,\"=pain\nafter 't fall\"\n";
        assertThat(Tables.statements(table, Tables.settings()).get(0).notes()).containsExactly("=pain\nafter 't fall");
    }

    @Test
    void emptyColumnsAtTheEndAreNoMatter() {
        String table = Tables.LONG.strip() + ",,\nP1,2026-03-01,left,elbow-flexion,mrc-0-5,4,T1,sitting,,\n"
                + "P1,2026-03-01,left,knee,mrc-0-5,4,T1,sitting,,5\n";
        assertThat(Tables.statements(table, Tables.settings())).hasSize(1);
        assertThat(Tables.refusals(table, Tables.settings()))
                .singleElement()
                .extracting(IntakeIssue::sent)
                .isEqualTo("5");
    }

    @Test
    void aStatusMakesARowACorrectionOfTheGradeWithItsId() {
        String head = Tables.LONG.strip() + ",id,status\n";
        String row = "P1,2026-03-01,left,elbow-flexion,mrc-0-5,4,T1,sitting,";
        Statement corrected = Tables.statements(head + row + "G1,corrected\n", Tables.settings())
                .get(0);
        assertThat(corrected.change()).isEqualTo(Change.CORRECTION);
        assertThat(corrected.identity()).contains("G1");
        assertThat(Tables.statements(head + row + "G1,entered-in-error\n", Tables.settings())
                        .get(0)
                        .change())
                .isEqualTo(Change.WITHDRAWAL);
        assertThat(Tables.refusals(head + row + ",corrected\n", Tables.settings())
                        .get(0)
                        .rule())
                .isEqualTo("required-missing");
        assertThat(Tables.refusals(head + row + "G1,wrong\n", Tables.settings())
                        .get(0)
                        .rule())
                .isEqualTo("wrong-form");
    }

    @Test
    void aMappingCarriesGermanHeaders() {
        TableSettings settings = TableSettings.of(new Mapping(
                Map.of(
                        Setting.SENDER, "EXAMPLE-TABLE",
                        Setting.SCALE, "mrc-0-5",
                        Setting.TIME_ZONE, "Europe/Berlin",
                        Setting.DATE_TIME_FORMAT, "dd.MM.yyyy HH:mm"),
                Map.of("Pat-ID", Role.PATIENT, "Datum", Role.DATETIME, "Untersucher", Role.TESTER)));
        List<Statement> statements = Tables.statements(
                "Pat-ID;Datum;Untersucher;Bizeps re\n4711;01.03.2026 09:30;Synthetisch;4\n", settings);
        assertThat(statements).singleElement().satisfies(statement -> {
            assertThat(statement.item().text()).isEqualTo("Bizeps re");
            assertThat(statement.effective().orElseThrow().text()).isEqualTo("2026-03-01T09:30:00+01:00");
        });
    }
}
