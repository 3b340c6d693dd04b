package org.myotome.intake.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.intake.hl7v2.Messages.reasons;
import static org.myotome.intake.hl7v2.Messages.results;
import static org.myotome.intake.hl7v2.Messages.statement;

import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myotome.intake.ItemIssue;
import org.myotome.intake.LocalCode;
import org.myotome.intake.Reading;
import org.myotome.intake.Statement;
import org.myotome.intake.Statement.Absence;
import org.myotome.intake.Statement.Change;
import org.myotome.intake.Statement.Word;

class ObxMappingTest {

    private static final String ITEM = "EFL-R^Elbow flexion right^EXICU";

    @ParameterizedTest
    @CsvSource({
        "SN, ^4^/^5, 4/5",
        "SN, ^4^-, 4-",
        "SN, ^4^+, 4+",
        "SN, ^4, 4",
        "SN, =^4, 4",
        "SN, ^4^-^5, 4-5",
        "SN, ^4^.^5, 4.5",
        "SN, ^4^:^5, 4:5",
        "NM, 4, 4",
        "NM, 4.5, 4.5",
        "ST, 4/5, 4/5",
        "ST, ' 4- ', 4-",
        "ST, 4&5^3, 4&5^3",
        "TX, R & L 4/5, R & L 4/5",
        "ID, 4, 4",
        "IS, 4, 4",
        "CWE, 4^4/5^EXICU, 4/5",
        "CE, 4, 4",
        "CNE, 4^^EXICU^^^^^^Movement against resistance, Movement against resistance",
        "ST, '\"\"', ''",
        "'', '', ''"
    })
    void theValueBecomesOneText(String type, String value, String text) {
        Statement statement = statement("OBX|1|" + type + "|" + ITEM + "|1|" + value + "||||||F");
        assertThat(statement.value().text()).isEqualTo(text);
        assertThat(statement.value().place().shown()).isEqualTo("OBX[1]-5");
    }

    @Test
    void formattedTextKeepsItsLines() {
        assertThat(statement("OBX|1|FT|" + ITEM + "|1|R deltoid 4/5\\.br\\L deltoid 5/5||||||F")
                        .value()
                        .text())
                .isEqualTo("R deltoid 4/5\nL deltoid 5/5");
    }

    @Test
    void aCodedValueIsKeptAsACode() {
        assertThat(statement("OBX|1|CWE|" + ITEM + "|1|G4^4/5^EXICU||||||F").codedValue())
                .contains(new LocalCode("EXICU", "G4", "4/5"));
        assertThat(statement("OBX|1|CWE|" + ITEM + "|1|^^^A4^4/5^ALT||||||F").codedValue())
                .contains(new LocalCode("ALT", "A4", "4/5"));
        assertThat(statement("OBX|1|IS|" + ITEM + "|1|4||||||F").codedValue()).contains(new LocalCode("", "4", ""));
        assertThat(statement("OBX|1|ST|" + ITEM + "|1|4||||||F").codedValue()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SN, >^4, grade-unreadable at OBX[1]-5.1",
        "SN, <=^4, grade-unreadable at OBX[1]-5.1",
        "SN, <>^4, grade-unreadable at OBX[1]-5.1",
        "SN, ^4^/^5^6, grade-unreadable at OBX[1]-5.5",
        "ED, ^TEXT^^Base64^eA==, wrong-form at OBX[1]-2",
        "RP, x, wrong-form at OBX[1]-2",
        "DT, 20261120, wrong-form at OBX[1]-2",
        "NR, 4^5, wrong-form at OBX[1]-2",
        "'', 4/5, required-missing at OBX[1]-2"
    })
    void whatIsNoGradeInAnySenderIsRefusedForItsItem(String type, String value, String reason) {
        Reading reading = results("OBX|1|" + type + "|" + ITEM + "|1|" + value + "||||||F");
        assertThat(reasons(reading)).containsExactly(reason);
        assertThat(reading.issues()).isEmpty();
        assertThat(reading.itemIssues())
                .extracting(ItemIssue::itemCode)
                .extracting(LocalCode::code)
                .containsExactly("EFL-R");
        assertThat(reading.examinations().get(0).statements()).isEmpty();
    }

    @Test
    void eachRepetitionIsAStatement() {
        Reading reading = results("OBX|1|ST|EFL^Elbow flexion^EXICU|1|right 4~~left 5||||||F");
        var statements = reading.examinations().get(0).statements();
        assertThat(statements)
                .extracting(Statement::value)
                .extracting(Word::text)
                .containsExactly("right 4", "left 5");
        assertThat(statements).extracting(some -> some.place().shown()).containsExactly("OBX[1]-5", "OBX[1]-5(3)");
        assertThat(statements).extracting(Statement::original).containsExactly("ST right 4", "ST left 5");
        assertThat(statements)
                .extracting(Statement::identity)
                .containsExactly(Optional.of("F-1^EXICU#1#EFL"), Optional.of("F-1^EXICU#1#EFL#3"));
    }

    @Test
    void theWordsOfTheSenderAreKept() {
        assertThat(statement("OBX|1|SN|" + ITEM + "|1|^4^/^5||||||F").original())
                .isEqualTo("SN ^4^/^5");
        assertThat(statement("OBX|1|ST|" + ITEM + "|1|4\\F\\5||||||F").original())
                .isEqualTo("ST 4\\F\\5");
        assertThat(statement("OBX|1|ST|" + ITEM + "|1|||||||X").original()).isEqualTo("OBX-11 X");
    }

    @ParameterizedTest
    @CsvSource({
        "F, FINAL, REPORT",
        "P, PRELIMINARY, REPORT",
        "R, PRELIMINARY, REPORT",
        "S, PRELIMINARY, REPORT",
        "C, CORRECTED, CORRECTION",
        "A, AMENDED, CORRECTION",
        "D, ENTEREDINERROR, WITHDRAWAL",
        "W, ENTEREDINERROR, WITHDRAWAL",
    })
    void theStatusSaysWhatHappensToWhatIsStored(String code, ObservationStatus status, Change change) {
        Statement statement = statement("OBX|1|ST|" + ITEM + "|1|4/5||||||" + code);
        assertThat(statement.status()).isEqualTo(status);
        assertThat(statement.change()).isEqualTo(change);
        assertThat(statement.absent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', required-missing at OBX[1]-11",
        "I, wrong-form at OBX[1]-11",
        "O, wrong-form at OBX[1]-11",
        "U, wrong-form at OBX[1]-11",
        "V, wrong-form at OBX[1]-11",
        "B, wrong-form at OBX[1]-11",
        "f, wrong-form at OBX[1]-11",
        "F~C, wrong-form at OBX[1]-11",
        "Q, wrong-form at OBX[1]-11"
    })
    void aStatusOfWhichNothingCanBeStoredIsRefused(String code, String reason) {
        assertThat(reasons(results("OBX|1|ST|" + ITEM + "|1|4/5||||||" + code))).containsExactly(reason);
    }

    @Test
    void aWithdrawalNeedsNoReadableValue() {
        Reading reading = results("OBX|1|ED|" + ITEM + "|1|right 4~left 5||||||D", "OBX|2||" + ITEM + "|2|||||||W");
        assertThat(reasons(reading)).isEmpty();
        assertThat(reading.examinations().get(0).statements())
                .allSatisfy(statement -> assertThat(statement.change()).isEqualTo(Change.WITHDRAWAL))
                .extracting(Statement::identity)
                .containsExactly(
                        Optional.of("F-1^EXICU#1#EFL-R"),
                        Optional.of("F-1^EXICU#1#EFL-R#2"),
                        Optional.of("F-1^EXICU#2#EFL-R"));
    }

    @Test
    void aResultThatCannotBeObtainedHasItsReason() {
        String obx = "OBX|1|ST|" + ITEM + "|1|%s||||||X|||||||||||||||||||||%s";
        assertThat(statement(obx.formatted("", "PAIN^Pain^EXICU"))).satisfies(statement -> {
            assertThat(statement.status()).isEqualTo(ObservationStatus.FINAL);
            assertThat(statement.value().text()).isEmpty();
            assertThat(statement.absent().map(Absence::code)).contains("");
            assertThat(statement.absent().map(Absence::words)).contains("Pain");
            assertThat(statement.absent().map(absence -> absence.place().shown()))
                    .contains("OBX[1]-32");
        });
        assertThat(statement(obx.formatted("immobilised", "")).absent().map(Absence::words))
                .contains("immobilised");
        assertThat(statement(obx.formatted("immobilised", "")).value().text()).isEmpty();
        assertThat(statement(obx.formatted("", ""), "NTE|1||Sedated~deeply")
                        .absent()
                        .map(Absence::words))
                .contains("Sedated\ndeeply");
        assertThat(statement(obx.formatted("", "")).absent().map(Absence::words))
                .contains("");
    }

    @Test
    void whatWasNotAskedSaysSo() {
        Statement statement = statement("OBX|1|ST|" + ITEM + "|1|||||||N");
        assertThat(statement.absent().map(Absence::code)).contains("not-asked");
        assertThat(statement.status()).isEqualTo(ObservationStatus.FINAL);
    }

    @Test
    void aNumberAndNoResultContradictEachOther() {
        assertThat(reasons(results("OBX|1|NM|" + ITEM + "|1|0||||||X"))).containsExactly("said-twice at OBX[1]-5");
        assertThat(reasons(results("OBX|1|SN|" + ITEM + "|1|^0||||||N"))).containsExactly("said-twice at OBX[1]-5");
        assertThat(reasons(results("OBX|1|ST|" + ITEM + "|1|4/5||||||F|||||||||||||||||||||PAIN")))
                .containsExactly("said-twice at OBX[1]-5");
    }

    @ParameterizedTest
    @CsvSource({
        "L, '', 'L@OBX[1]-4'",
        "right, '', 'right@OBX[1]-4'",
        "BIL, '', 'BIL@OBX[1]-4'",
        "1, '', ''",
        "B, '', ''",
        "1.L, '', ''",
        "1, L^Left^HL70495, 'L@OBX[1]-20.1 Left@OBX[1]-20.2'",
        "1, LA^Left Arm^HL70163, 'left@OBX[1]-20.1 Left@OBX[1]-20.2'",
        "1, RT^^HL70163, 'right@OBX[1]-20.1'",
        "1, LT^^HL70495, 'LT@OBX[1]-20.1'",
        "1, LA^Right Arm^HL70163, 'left@OBX[1]-20.1 Right@OBX[1]-20.2'",
        "1, 7771000^Left^SCT, 'left@OBX[1]-20.1 Left@OBX[1]-20.2'",
        "1, 6921000^^SCT, 'right@OBX[1]-20.1'",
        "1, 85151006^^SCT, 'left@OBX[1]-20.1'",
        "1, 419465000^^SCT, 'right@OBX[1]-20.1'",
        "1, 51440002^^SCT, 'both@OBX[1]-20.1'",
        "1, 459380^^MDC, ''",
        "1, 459381^^MDC, 'left@OBX[1]-20.1'",
        "1, 459382^^MDC, 'right@OBX[1]-20.1'",
        "1, 147842^^MDC, ''",
        "1, ^Right elbow, 'Right@OBX[1]-20.2'",
        "1, ARM^Arm^EXICU~R^^HL70495, 'R@OBX[1]-20(2).1'",
        "1, ELB^Elbow^EXICU, ''",
        "1, ^Left and right, 'Left and right@OBX[1]-20.2'",
        "1, Left or right arm, 'Left or right arm@OBX[1]-20.1'",
        "1, ^Left arm (left), 'Left@OBX[1]-20.2'"
    })
    void eachWordForTheSideIsFoundWithItsPlace(String subId, String site, String sides) {
        Statement statement = statement("OBX|1|ST|EFL^Elbow flexion^EXICU|" + subId + "|4/5||||||F|||||||||" + site);
        assertThat(String.join(
                        " ",
                        statement.sides().stream()
                                .map(side -> side.text() + "@" + side.place().shown())
                                .toList()))
                .isEqualTo(sides);
    }

    @Test
    void theTimeOfTheResultGoesBeforeThatOfTheOrder() {
        assertThat(statement("OBX|1|ST|" + ITEM + "|1|4||||||F|||202611200945").effective())
                .hasValueSatisfying(moment -> {
                    assertThat(moment.text()).isEqualTo("2026-11-20T09:45:00+01:00");
                    assertThat(moment.place().shown()).isEqualTo("OBX[1]-14");
                });
        assertThat(statement("OBX|1|ST|" + ITEM + "|1|4||||||F").effective()).hasValueSatisfying(moment -> {
            assertThat(moment.text()).isEqualTo("2026-11-20T09:30:00+01:00");
            assertThat(moment.place().shown()).isEqualTo("OBR[1]-7");
        });
        assertThat(reasons(results("OBX|1|ST|" + ITEM + "|1|4||||||F|||20260231")))
                .containsExactly("wrong-form at OBX[1]-14");
    }

    @Test
    void whoeverTestedIsRead() {
        var tester = statement("OBX|1|ST|" + ITEM
                        + "|1|4||||||F|||||T-7^Synthetic&von^Terry^M^Jr^Dr^PT^^HR&2.999.7&ISO^L^^^EN")
                .tester()
                .orElseThrow();
        assertThat(tester.getIdentifierFirstRep().getSystem()).isEqualTo("urn:oid:2.999.7");
        assertThat(tester.getIdentifierFirstRep().getValue()).isEqualTo("T-7");
        assertThat(tester.getIdentifierFirstRep().getType().getCodingFirstRep().getCode())
                .isEqualTo("EN");
        assertThat(tester.getNameFirstRep().getNameAsSingleString()).isEqualTo("Dr Terry M Synthetic Jr");
        assertThat(tester.getQualificationFirstRep().getCode().getText()).isEqualTo("PT");
        assertThat(statement("OBX|1|ST|" + ITEM + "|1|4||||||F|||||^Synthetic^Terry")
                        .tester())
                .isPresent();
        assertThat(statement("OBX|1|ST|" + ITEM + "|1|4||||||F|||||^^").tester())
                .isEmpty();
    }

    @Test
    void sinceVersionTwoSevenTheTesterMayStandInASegmentOfItsOwn() {
        String obx = "OBX|1|ST|" + ITEM + "|1|4||||||F";
        assertThat(statement(obx, "PRT||AD||RO|T-8^Synthetic^Toni")
                        .tester()
                        .map(tester -> tester.getIdentifierFirstRep().getValue()))
                .contains("T-8");
        assertThat(statement(obx, "PRT||AD||SB|T-8^Synthetic^Toni").tester()).isEmpty();
        assertThat(statement(obx, "PRT||D||RO|T-8^Synthetic^Toni").tester()).isEmpty();
    }

    @Test
    void onlyTheFirstOfSeveralObserversTested() {
        Reading reading = results("OBX|1|ST|" + ITEM + "|1|4||||||F|||||T-7^Synthetic~T-8^Synthetic");
        assertThat(reading.examinations()
                        .get(0)
                        .statements()
                        .get(0)
                        .tester()
                        .map(tester -> tester.getIdentifierFirstRep().getValue()))
                .contains("T-7");
        assertThat(reading.itemIssues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.issue().refuses()).isFalse());
    }

    @ParameterizedTest
    @CsvSource({
        "MRC^MRC scale^EXICU, MRC scale, ''",
        "MRC^^EXICU, MRC, ''",
        "BRK^break test^EXICU, '', break test",
        "BRK^break test^EXICU~M5^graded by MRC^EXICU, graded by MRC, break test",
        "NIHSS^NIHSS motor item^EXICU, NIHSS motor item, ''",
        "MMT8, MMT8, ''",
        "'', '', ''"
    })
    void theMethodNamesAScaleOrAWayToTest(String method, String scale, String way) {
        Statement statement = statement("OBX|1|ST|" + ITEM + "|1|4||||||F||||||" + method);
        assertThat(statement.scale().map(Word::text).orElse("")).isEqualTo(scale);
        assertThat(statement.method().map(Word::text).orElse("")).isEqualTo(way);
    }

    @Test
    void severalScalesOrMethodsAreRefused() {
        assertThat(reasons(results("OBX|1|ST|" + ITEM + "|1|4||||||F||||||MRC~Rasch")))
                .containsExactly("scale-contradicts at OBX[1]-17(2).1");
        assertThat(reasons(results("OBX|1|ST|" + ITEM + "|1|4||||||F||||||make~break")))
                .containsExactly("method-unreadable at OBX[1]-17(2).1");
        assertThat(reasons(results("OBX|1|ST|" + ITEM + "|1|4|MMT||||||F||||||MRC")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"kg^kilogram^UCUM, not-graded-so at OBX[1]-6.2", "bpm, not-graded-so at OBX[1]-6.1"})
    void aUnitMakesAMeasurementOfAGrade(String unit, String reason) {
        assertThat(reasons(results("OBX|1|NM|" + ITEM + "|1|4|" + unit + "|||||F")))
                .containsExactly(reason);
    }

    @ParameterizedTest
    @CsvSource({"{score}, ''", "1, ''", "MRC grade, MRC grade"})
    void aScoreHasNoUnit(String unit, String scale) {
        assertThat(statement("OBX|1|NM|" + ITEM + "|1|4|" + unit + "|||||F")
                        .scale()
                        .map(Word::text)
                        .orElse(""))
                .isEqualTo(scale);
    }

    @Test
    void whatIsSaidBesideTheValueIsKept() {
        Statement statement = statement(
                "OBX|1|ST|" + ITEM + "|1|4||0-5|A~LL|||F|||||||||ELB^Elbow^EXICU",
                "NTE|1||First~line",
                "NTE|2||Second \\T\\ last");
        assertThat(statement.notes())
                .containsExactly("First\nline", "Second & last", "Site: Elbow", "Reference range: 0-5", "Flag: LL");
        assertThat(statement.interpretation()).extracting(Coding::getCode).containsExactly("A");
        assertThat(statement.interpretation())
                .extracting(Coding::getSystem)
                .containsExactly("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation");
    }

    @Test
    void anItemIsNamedByItsCodeOrItsWords() {
        assertThat(statement("OBX|1|ST|" + ITEM + "|1|4||||||F").itemCode())
                .isEqualTo(new LocalCode("EXICU", "EFL-R", "Elbow flexion right"));
        assertThat(statement("OBX|1|ST|^^^EFL-R^Elbow^ALT|1|4||||||F").itemCode())
                .isEqualTo(new LocalCode("ALT", "EFL-R", "Elbow"));
        assertThat(statement("OBX|1|ST|^Elbow flexion|1|4||||||F").itemCode())
                .isEqualTo(new LocalCode("", "Elbow flexion", "Elbow flexion"));
        assertThat(statement("OBX|1|ST|EFL&R|1|4||||||F").itemCode().code()).isEqualTo("EFL&R");
        assertThat(reasons(results("OBX|1|ST||1|4||||||F"))).containsExactly("required-missing at OBX[1]-3");
        assertThat(reasons(results("OBX|1|ST|A~B|1|4||||||F"))).containsExactly("wrong-form at OBX[1]-3(2)");
    }

    @Test
    void theSenderRefersToAResultByOrderSubIdAndItem() {
        assertThat(statement("OBX|1|ST|A#B^^EXICU|7|4||||||F").identity()).contains("F-1^EXICU#7#A%23B");
        assertThat(statement("OBX|1|ST|A|7|4||||||F||||||||||I-1^EXICU").identity())
                .contains("I-1^EXICU");
        Reading reading = results(
                "OBX|1|ST|A||4||||||F", "OBX|2|ST|B||5||||||F", "OBX|3|ST|T||R 4||||||F", "OBX|4|ST|T||L 4||||||F");
        assertThat(reading.examinations().get(0).statements())
                .extracting(Statement::identity)
                .as("two lines with the same numbers cannot be told from each other")
                .containsExactly(
                        Optional.of("F-1^EXICU##A"), Optional.of("F-1^EXICU##B"), Optional.empty(), Optional.empty());
    }
}
