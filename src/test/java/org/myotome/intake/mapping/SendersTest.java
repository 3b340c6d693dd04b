package org.myotome.intake.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.guide.Guide;
import org.myotome.intake.Examination;
import org.myotome.intake.LocalCode;
import org.myotome.intake.Moment;
import org.myotome.intake.Place;
import org.myotome.intake.Sender;
import org.myotome.intake.Statement;
import org.myotome.intake.Statement.Change;
import org.myotome.intake.Statement.Word;

/** What the shipped maps of senders make of their codes, texts and sides, the rows of the normaliser table among them. */
class SendersTest {

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final Guide GUIDE = Guide.load(FHIR);
    private static final Sender ICU = new Sender("EXAMPLE-ICU", "GENERAL");

    private final Senders senders = new Senders(FHIR, GUIDE, Path.of("no-such-folder"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4/5|4",
                "4 / 5|4",
                "IV/V|4",
                "M4|4",
                "MRC 4|4",
                "grade 4|4",
                "4|4",
                "5|5",
                "0|0",
                "4+|4-plus",
                "4+/5|4-plus",
                "4(+)|4-plus",
                "4/5+|4-plus",
                "4-|4-minus",
                "4\u2212|4-minus",
                "4\u2013|4-minus",
                "right 4|refused side-contradicts",
                "left 4|4",
                "L 4/5|4",
                "4-5|refused grade-unreadable",
                "3-4|refused grade-unreadable",
                "2-3|refused grade-unreadable",
                "5-|refused grade-unreadable",
                "0*|refused grade-unreadable",
                "NT|refused grade-unreadable",
                "Full resistance|refused grade-unreadable",
                "10|refused grade-unreadable",
                "8/10|refused grade-unreadable",
                "MMT 8|refused grade-unreadable",
                "4.5|refused grade-unreadable",
                "4.33|refused grade-unreadable",
                "4,5|refused grade-unreadable",
                "+4|absent as-text",
                "4++|absent as-text",
                "''|absent as-text",
                "N/A|absent not-applicable",
                "unable|absent not-performed",
                "pain|absent not-performed pain",
                "better|refused grade-unreadable",
                ">4|refused grade-unreadable"
            })
    void textOfAGrade(String text, String expected) {
        assertThat(outcome(ICU, statement("MS-EFL-L", text))).isEqualTo(expected);
    }

    /** Every text that the guide knows is the grade that its map says, or none at all. */
    @ParameterizedTest
    @MethodSource("gradeTexts")
    void noTextIsAnotherGradeThanTheGuideSays(String text, Optional<String> grade) {
        String found = outcome(ICU, statement("MS-EFL-L", text));
        if (grade.isPresent()) {
            assertThat(found).isEqualTo(grade.get());
        } else {
            assertThat(found).matches("(refused|absent) .*");
        }
    }

    static Stream<Object[]> gradeTexts() {
        return GUIDE
                .find(ConceptMap.class, Guide.BASE + "/ConceptMap/grade-text-to-mrc")
                .orElseThrow()
                .getGroup()
                .stream()
                .flatMap(group -> group.getElement().stream())
                .map(element -> new Object[] {
                    element.getCode(),
                    Optional.ofNullable(element.getTargetFirstRep().getCode())
                });
    }

    @ParameterizedTest
    @CsvSource({
        "MMT-EFL, 8, mmt-8",
        "MMT-EFL, 8/10, mmt-8",
        "MMT-EFL, MMT 10, mmt-10",
        "MMT-EFL, 11, refused grade-unreadable",
        "MMT-EFL, 4/5, refused grade-unreadable",
        "ISN-C5, 4, 4",
        "ISN-C5, 3*, 3-star",
        "ISN-C5, NT, nt",
        "ISN-C5, NT**, nt-dstar",
        "ISN-C5, 4+, refused grade-unreadable",
        "ISN-C5, 5*, refused grade-unreadable",
        "NIHSS-5A, 0, refused not-graded-so",
        "MRC-DYSP, 2, refused not-graded-so",
        "MS-INV, 0, refused not-graded-so",
        "MS-XYZ, 4, refused local-code-unmapped",
        "REFLEX-L, 2, left out",
        "elbow-flexion, 4, 4"
    })
    void itemAndScale(String item, String text, String expected) {
        assertThat(outcome(ICU, statement(item, text, "left"))).isEqualTo(expected);
    }

    @Test
    void anNihssItemIsRefusedThoughAMapTakesItForAGrade() {
        Statement statement = statement("MS-EFL-L", "0");
        LocalCode renamed = new LocalCode("EXICU", "MS-EFL-L", "NIHSS motor arm left");
        assertThat(outcome(ICU, withItem(statement, renamed))).isEqualTo("refused not-graded-so");
    }

    @ParameterizedTest
    @CsvSource({
        "MS-EFL, left, 80768000",
        "MS-EFL, R, 6921000",
        "MS-EFL, 24028007, 6921000",
        "MS-KEX, 32153003, 32153003",
        "MS-EFL-L, L, 80768000",
        "MS-EFL-L, right, refused side-contradicts",
        "MS-EFL, BIL, refused side-unreadable",
        "MS-EFL, nowhere, refused side-unreadable",
        "MS-NFL, left, refused side-contradicts"
    })
    void sideBesideTheItem(String item, String side, String expected) {
        assertThat(site(statement(item, "4", side))).isEqualTo(expected);
    }

    @Test
    void sideMustBeSaidExceptOfTheNeck() {
        assertThat(site(statement("MS-EFL", "4"))).isEqualTo("refused side-missing");
        assertThat(site(statement("MS-NFL", "4"))).isEqualTo("45048000");
    }

    @Test
    void linesOfTextBecomeAGradeEach() {
        Statement lines = statement("TXT-MOTOR", "R deltoid 4/5\nL deltoid 4-, left biceps: 5/5; neck flexion 3");
        assertThat(translations(ICU, lines).stream().map(SendersTest::shown))
                .containsExactly(
                        "shoulder-abduction 6921000 4",
                        "shoulder-abduction 80768000 4-minus",
                        "elbow-flexion 80768000 5",
                        "neck-flexion 45048000 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deltoid 4/5|side-missing",
                "R something 4/5|local-code-unmapped",
                "R deltoid strong|local-code-unmapped",
                "R deltoid 4.5|grade-unreadable",
                "R deltoid 4/5 L|side-unreadable",
                "deltoid 5/5 bilaterally|side-unreadable"
            })
    void aLineThatIsNotClearIsRefused(String line, String rule) {
        assertThat(outcome(ICU, statement("TXT-MOTOR", line))).isEqualTo("refused " + rule);
    }

    @Test
    void aMuscleThatWasNamedIsKeptWithItsSide() {
        Observation observation = observation(statement("TXT-MOTOR", "R deltoid 4/5"));
        assertThat(observation.getBodySite().getCoding())
                .extracting(coding -> coding.getCode())
                .containsExactly("6921000", "459358");
        assertThat(observation.getValueCodeableConcept().getText()).isEqualTo("R deltoid 4/5");
    }

    @Test
    void wordsThatASiteHasAgreedOnAreGradesOfThatSiteOnly() {
        Sender limb = new Sender("EXAMPLE-LIMB", "ICU");
        assertThat(outcome(
                        limb,
                        withItem(
                                statement("x", "Full resistance"), new LocalCode("MIMIC", "228409", "Strength L Arm"))))
                .isEqualTo("5");
        assertThat(outcome(ICU, statement("MS-EFL-L", "Full resistance"))).isEqualTo("refused grade-unreadable");
    }

    @Test
    void aHalfGradeNeedsTheExpandedScale() {
        Sender limb = new Sender("EXAMPLE-LIMB", "ICU");
        assertThat(outcome(limb, withItem(statement("x", "4+"), new LocalCode("MIMIC", "228409", "Strength L Arm"))))
                .isEqualTo("refused grade-unreadable");
    }

    @Test
    void aTimeWithoutAnOffsetNeedsATimeZone() {
        Statement local = at(statement("MS-EFL-L", "4"), "2026-10-12T09:00:00");
        assertThat(outcome(ICU, local)).isEqualTo("refused wrong-form");
        Sender flowsheet = new Sender("EXAMPLE-FLOWSHEET", "GENERAL");
        Statement row = withItem(local, new LocalCode("FLO", "304550104", "L Elbow Flexion"));
        assertThat(translations(flowsheet, row)
                        .get(0)
                        .strength()
                        .orElseThrow()
                        .observation()
                        .getEffectiveDateTimeType()
                        .getValueAsString())
                .isEqualTo("2026-10-12T09:00:00+02:00");
        // The hour that the clocks are set back over is there twice, the one that they are set forward over never.
        assertThat(outcome(flowsheet, at(row, "2026-10-25T02:30:00"))).isEqualTo("refused wrong-form");
        assertThat(outcome(flowsheet, at(row, "2026-03-29T02:30:00"))).isEqualTo("refused wrong-form");
    }

    @Test
    void aMapIsReadAgainWhenItsFileChangesAndAFaultyOneIsNot(@TempDir Path folder) throws IOException {
        Senders edited = new Senders(FHIR, GUIDE, folder);
        Sender north = new Sender("NEURO", "NORTH");
        assertThat(edited.knows(north)).isFalse();
        String map = Files.readString(Path.of("terminology/senders/ConceptMap-sender-example-text.json"))
                .replace("EXAMPLE-TEXT|GENERAL", "NEURO|NORTH");
        Path file = Files.writeString(folder.resolve("neuro.json"), map);
        assertThat(edited.knows(north)).isTrue();
        Files.writeString(file, map.replace("\"shoulder-abduction\"", "\"shoulder-flight\""));
        Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() + 5000));
        assertThat(edited.knows(north)).isTrue();
        assertThat(edited.faults()).singleElement().asString().contains("neuro.json", "deltoid", "shoulder-flight");
        Files.delete(file);
        assertThat(edited.knows(north)).isFalse();
    }

    @Test
    void everyIntakeRuleIsExplained() {
        List<String> explained =
                GUIDE.find(CodeSystem.class, Guide.BASE + "/CodeSystem/intake-rule").orElseThrow().getConcept().stream()
                        .map(concept -> concept.getCode())
                        .toList();
        assertThat(Stream.of(org.myotome.intake.IntakeRule.values()).map(org.myotome.intake.IntakeRule::code))
                .containsExactlyElementsOf(explained);
    }

    private List<Translation> translations(Sender sender, Statement statement) {
        Examination examination = new Examination(
                new Patient(),
                Place.of("PID"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(statement));
        return senders.translate(sender, examination);
    }

    private String outcome(Sender sender, Statement statement) {
        Translation translation = translations(sender, statement).get(0);
        if (translation.refused()) {
            return "refused " + translation.issues().get(0).rule();
        }
        if (translation.strength().isEmpty()) {
            return "left out";
        }
        Observation observation = translation.strength().get().observation();
        if (observation.hasValueCodeableConcept()) {
            return observation.getValueCodeableConcept().getCodingFirstRep().getCode();
        }
        return "absent "
                + String.join(
                        " ",
                        observation.getDataAbsentReason().getCoding().stream()
                                .map(coding -> coding.getCode())
                                .toList());
    }

    private Observation observation(Statement statement) {
        return translations(ICU, statement).get(0).strength().orElseThrow().observation();
    }

    private String site(Statement statement) {
        String outcome = outcome(ICU, statement);
        return outcome.startsWith("refused")
                ? outcome
                : observation(statement).getBodySite().getCodingFirstRep().getCode();
    }

    private static String shown(Translation translation) {
        Observation observation = translation.strength().orElseThrow().observation();
        return observation.getCode().getCodingFirstRep().getCode() + " "
                + observation.getBodySite().getCodingFirstRep().getCode() + " "
                + observation.getValueCodeableConcept().getCodingFirstRep().getCode();
    }

    private static Statement statement(String item, String value, String... sides) {
        Place place = Place.of("OBX[1]");
        Practitioner tester = new Practitioner();
        tester.addName().setText("Synthetic Tester");
        return new Statement(
                place,
                new Word(item, Place.of("OBX[1]-3")),
                new LocalCode("EXICU", item, ""),
                Stream.of(sides)
                        .map(side -> new Word(side, Place.of("OBX[1]-20")))
                        .toList(),
                new Word(value, Place.of("OBX[1]-5")),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Moment("2026-10-12T09:00:00+02:00", Place.of("OBX[1]-14"))),
                Optional.of(tester),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                ObservationStatus.FINAL,
                Optional.empty(),
                Change.REPORT,
                List.of(),
                value,
                Optional.empty());
    }

    private static Statement withItem(Statement statement, LocalCode item) {
        return copy(statement, item, statement.effective().orElseThrow());
    }

    private static Statement at(Statement statement, String time) {
        return copy(statement, statement.itemCode(), new Moment(time, Place.of("OBX[1]-14")));
    }

    private static Statement copy(Statement statement, LocalCode item, Moment time) {
        return new Statement(
                statement.place(),
                statement.item(),
                item,
                statement.sides(),
                statement.value(),
                statement.codedValue(),
                statement.scale(),
                Optional.of(time),
                statement.tester(),
                statement.method(),
                statement.position(),
                statement.interpretation(),
                statement.status(),
                statement.absent(),
                statement.change(),
                statement.notes(),
                statement.original(),
                statement.identity());
    }
}
