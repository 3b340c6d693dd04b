package org.myotome.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.junit.jupiter.api.Test;
import org.myotome.guide.Guide;
import org.myotome.strength.MrcGrade;
import org.myotome.strength.MrcSumScore;

/** What is written is the same each time, and conforms to the profiles. */
class DemoGeneratorTest {

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final Guide GUIDE = Guide.load(FHIR);
    private static final DemoCodes CODES = new DemoCodes(GUIDE);
    private static final DemoResources RESOURCES = new DemoResources(CODES);

    @Test
    void theSameSeedWritesTheSameBytes() throws IOException {
        assertThat(ndjson(42, 12)).isEqualTo(ndjson(42, 12)).isNotEqualTo(ndjson(43, 12));
    }

    @Test
    void aPatientDoesNotDependOnHowManyFollow() throws IOException {
        assertThat(ndjson(42, 12)).startsWith(ndjson(42, 6));
    }

    /** A change of these numbers changes every benchmark that was run on generated patients. */
    @Test
    void theFirstPatientsStayWhoTheyAre() {
        List<List<Integer>> scores = new SyntheticPatients(42, CODES)
                .first(6)
                .map(patient -> patient.exams().stream()
                        .map(exam ->
                                exam.score().value().map(MrcSumScore::points).orElse(-1))
                        .toList())
                .toList();
        assertThat(scores)
                .containsExactly(
                        List.of(54, 42, 28, 35, 48, 50),
                        List.of(-1, 60, -1, -1, -1, 60),
                        List.of(36, 39, 42, 52, 54),
                        List.of(53, 44, 41, 37, 30, 26),
                        List.of(-1, 24, 28, 38, 60, 60),
                        List.of(50, 56, 60, 60));
    }

    @Test
    void aLineIsWhatTheParserWouldWrite() throws IOException {
        IParser parser = FHIR.newJsonParser();
        List<String> expected = new ArrayList<>();
        SyntheticPatients.TESTERS.forEach(
                tester -> expected.add(parser.encodeResourceToString(RESOURCES.tester(tester))));
        new SyntheticPatients(42, CODES).first(12).forEach(patient -> {
            expected.add(parser.encodeResourceToString(RESOURCES.patient(patient)));
            patient.exams().stream()
                    .flatMap(exam -> RESOURCES.observations(exam).stream())
                    .forEach(observation -> expected.add(parser.encodeResourceToString(observation)));
            RESOURCES.story(patient).forEach(resource -> expected.add(parser.encodeResourceToString(resource)));
        });
        assertThat(ndjson(42, 12).split("\n")).containsExactlyElementsOf(expected);
    }

    @Test
    void everyLineRefersToEarlierLinesOnly() throws IOException {
        Set<String> seen = new HashSet<>();
        for (Resource resource : resources(ndjson(7, 12))) {
            assertThat(resource.getMeta().getSecurityFirstRep().getCode()).isEqualTo("HTEST");
            assertThat(seen).containsAll(references(resource));
            assertThat(seen.add(ExamTransaction.reference(resource))).isTrue();
        }
        assertThat(seen).contains("Patient/demo-000012").hasSizeGreaterThan(1000);
    }

    /** Observations of one kind differ in patient, exam, time and tester only, so that one of each kind stands for all. */
    @Test
    void everyKindOfObservationConforms() {
        List<Resource> kinds = new ArrayList<>(List.of(
                RESOURCES.tester(SyntheticPatients.TESTERS.get(0)),
                RESOURCES.patient(new SyntheticPatients(1, CODES).patient(1))));
        kinds.addAll(observationKinds());
        assertThat(kinds).hasSizeGreaterThan(300);
        assertConform(kinds);
    }

    /** Two turns of the courses, so that each code stands both alone and beside its equivalents. */
    @Test
    void everyStoryConforms() {
        List<Resource> resources = new SyntheticPatients(DemoLoader.SEED, CODES)
                .first(2 * Illness.values().length)
                .flatMap(patient -> RESOURCES.story(patient).stream())
                .toList();
        assertThat(resources.stream().map(Resource::fhirType))
                .contains("Condition", "Procedure", "CarePlan", "QuestionnaireResponse");
        assertConform(resources);
    }

    private static void assertConform(List<Resource> resources) {
        FhirInstanceValidator profiles = new FhirInstanceValidator(GUIDE.validationSupport());
        profiles.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
        FhirValidator validator = FHIR.newValidator().registerValidatorModule(profiles);
        assertThat(resources)
                .allSatisfy(resource -> assertThat(
                                validator.validateWithResult(resource).getMessages())
                        .filteredOn(message -> message.getSeverity() != ResultSeverityEnum.INFORMATION)
                        .as(resource.getIdElement().getIdPart())
                        .isEmpty());
    }

    private static List<Observation> observationKinds() {
        Set<Object> known = new HashSet<>();
        List<Observation> kinds = new ArrayList<>();
        new SyntheticPatients(1, CODES)
                .first(1200)
                .flatMap(patient -> patient.exams().stream())
                .forEach(exam -> {
                    ExamHeader header = exam.header();
                    for (Finding finding : exam.findings()) {
                        if (known.add(List.of(finding, exam.halfGrades()))) {
                            kinds.add(RESOURCES.grade(header, finding, exam.halfGrades()));
                        }
                    }
                    if (known.add(exam.score())) {
                        kinds.add(RESOURCES.score(header, exam.score()));
                    }
                    for (Grip grip : exam.grips()) {
                        if (known.add(List.of(grip.side(), grip.unit(), grip.hindrance()))) {
                            kinds.add(RESOURCES.grip(header, grip));
                        }
                    }
                    if (known.add(exam.movements())) {
                        kinds.add(RESOURCES.panel(header, exam.movements()));
                    }
                });
        return kinds;
    }

    @Test
    void theDemoSetHoldsEveryGradeAndEveryReasonForNone() {
        assertThat(demoFindings().flatMap(finding -> finding.grade().stream())).contains(MrcGrade.values());
        assertThat(demoFindings().flatMap(finding -> finding.hindrance().stream()))
                .contains(NotTestable.values());
    }

    private static Stream<Finding> demoFindings() {
        return new SyntheticPatients(DemoLoader.SEED, CODES)
                .first(DemoLoader.PATIENTS)
                .flatMap(patient -> patient.exams().stream())
                .flatMap(exam -> exam.findings().stream());
    }

    private static String ndjson(long seed, int patients) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NdjsonWriter writer = new NdjsonWriter(RESOURCES, FHIR, out);
        writer.writeTesters();
        for (int number = 1; number <= patients; number++) {
            writer.write(new SyntheticPatients(seed, CODES).patient(number));
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<Resource> resources(String ndjson) {
        IParser parser = FHIR.newJsonParser();
        return ndjson.lines().map(line -> (Resource) parser.parseResource(line)).toList();
    }

    private static List<String> references(Resource resource) {
        return FHIR.newTerser().getAllPopulatedChildElementsOfType(resource, Reference.class).stream()
                .map(Reference::getReference)
                .toList();
    }
}
