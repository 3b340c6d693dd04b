package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Answer.Issue;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.BundleOf;
import org.myotome.RunningServer;

/** Whoever makes a mistake reads what was sent, what is allowed and what to do, and nothing that leads astray. */
class TeachingErrorsIT {

    private static final String COURSE = "https://w3id.org/myotome/StructureDefinition/weakness-course";

    private final RunningServer server = RunningServer.shared();
    private final Bedside bedside = Bedside.on(server);

    @Test
    void anUnknownCourseIsAnsweredWithTheCourses() {
        ObjectNode weakness = example("valid/left-hemiparesis-after-stroke.json");
        weakness.path("extension").forEach(extension -> {
            if (extension.path("url").asText().equals(COURSE)) {
                ((ObjectNode) extension.at("/valueCodeableConcept/coding/0")).put("code", "progressive");
                ((ObjectNode) extension.at("/valueCodeableConcept/coding/0")).remove("display");
            }
        });

        assertThat(validate(weakness).issues())
                .filteredOn(issue -> issue.diagnostics().contains("progressive"))
                .hasSize(1)
                .allSatisfy(issue -> assertThat(issue.diagnostics())
                        .contains("sudden", "gradual", "spreading", "fluctuating", "episodic")
                        .doesNotContain("cause-of-weakness"));
    }

    /** Both of the wrist, in no order that would prefer one: dorsiflexion is extension. */
    @Test
    void anUnknownMovementIsAnsweredWithThoseOfItsJoint() {
        ObjectNode grade = grade();
        ((ObjectNode) grade.at("/code/coding/0")).put("code", "wrist-dorsiflexion");

        assertThat(server.post("/Observation/$validate", grade.toString()).issues())
                .filteredOn(issue -> issue.path().startsWith("Observation.code") && issue.refuses())
                .isNotEmpty()
                .anySatisfy(issue -> assertThat(issue.diagnostics()).contains("wrist-extension", "wrist-flexion"))
                .noneSatisfy(issue -> assertThat(issue.diagnostics()).contains("such as neck-flexion"));
    }

    @Test
    void aDateThatIsNoneIsAnsweredWithOneThatIs() {
        ObjectNode grade = grade();
        grade.put("effectiveDateTime", "20.11.2026");

        assertThat(server.post("/Observation/$validate", grade.toString()).issues())
                .filteredOn(Issue::refuses)
                .anySatisfy(
                        issue -> assertThat(issue.diagnostics()).contains("20.11.2026", "2026-11-20T09:30:00+01:00"));
    }

    @Test
    void aWrongUnitIsAnsweredWithTheUnits() {
        ObjectNode grip = example("valid/left-grip-22-kg.json");
        ((ObjectNode) grip.path("valueQuantity")).put("code", "kgs");

        assertThat(validate(grip).issues())
                .filteredOn(issue -> issue.path().startsWith("Observation.value"))
                .singleElement()
                .satisfies(issue -> assertThat(issue.diagnostics())
                        .contains(
                                "kgs",
                                "kgf (kilogram-force)",
                                "of http://unitsofmeasure.org",
                                "Fix: Send the unit in which it was measured"));
    }

    /** The exam and the score are right: only the grade is to be mended. */
    @Test
    void aWrongGradeIsReportedOnceInItsExam() {
        ObjectNode exam = example("exams/icu-screen-below-48.json");
        int wrong = entry(exam, "ankle-dorsiflexion");
        ((ObjectNode) exam.at("/entry/" + wrong + "/resource/valueCodeableConcept/coding/0"))
                .put("code", "6")
                .remove("display");

        Answer refused = server.post("", exam.toString());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).doesNotContain("Unable to find a profile match");
        assertThat(refused.issues())
                .filteredOn(Issue::refuses)
                .extracting(Issue::path)
                .isNotEmpty()
                .allMatch(path -> path.startsWith("Bundle.entry[" + wrong + "]"));
    }

    @ParameterizedTest
    @CsvSource({
        "exam-repeats, hasMember[1], left elbow-flexion",
        "evidence-side, resource.evidence, evidence of the left side only"
    })
    void whatIsProbablyAMistakeIsKeptWithAWarning(String rule, String path, String sent) {
        Answer kept = server.post("", problem(rule, "wrong"), "Prefer", "return=OperationOutcome");
        assertThat(kept.status()).isEqualTo(200);
        assertThat(kept.body()).contains(rule, path, sent);

        Answer right = server.post("", problem(rule, "right"), "Prefer", "return=OperationOutcome");
        assertThat(right.status()).isEqualTo(200);
        assertThat(right.body()).doesNotContain(rule);
    }

    private static String problem(String rule, String name) {
        try {
            return Files.readString(
                    Path.of("src", "test", "resources", "errors", "validation-rule", rule, name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A force is no member of a sum score, whatever else is wrong with it. */
    @Test
    void aMemberOfAnotherKindIsReportedBesideItsOwnFault() {
        ObjectNode exam = example("exams/icu-screen-below-48.json");
        int replaced = entry(exam, "ankle-dorsiflexion");
        ObjectNode grip = example("valid/left-grip-22-kg.json");
        grip.remove("id");
        ((ObjectNode) grip.path("valueQuantity")).put("code", "kgs");
        ((ObjectNode) exam.at("/entry/" + replaced)).set("resource", grip);

        assertThat(server.post("", exam.toString()).issues())
                .filteredOn(Issue::refuses)
                .anyMatch(issue -> issue.path().startsWith("Bundle.entry[" + replaced + "]"))
                .anyMatch(issue -> issue.path().contains("derivedFrom")
                        && issue.diagnostics().contains("Allowed: a resource of https://w3id.org/myotome"));
    }

    @ParameterizedTest
    @CsvSource({
        "code, https://w3id.org/myotome/CodeSystem/tested-movement",
        "bodySite, http://snomed.info/sct",
        "method, https://w3id.org/myotome/CodeSystem/strength-method",
        "valueCodeableConcept, https://w3id.org/myotome/CodeSystem/mrc-muscle-grade",
    })
    void anotherSystemIsNamedBesideTheRightOne(String element, String system) {
        ObjectNode grade = bedside.grade("elbow-flexion", Limb.LEFT_ARM, "3");
        ((ObjectNode) grade.path(element).path("coding").get(0)).put("system", "https://example.org/own-codes");

        assertThat(validate(grade).issues())
                .filteredOn(issue -> issue.rule().contains("SLICE"))
                .singleElement()
                .satisfies(issue -> assertThat(issue.diagnostics())
                        .startsWith("Sent: https://example.org/own-codes|")
                        .contains(" of " + system));
    }

    @Test
    void aDisplayWithoutItsTagIsAnsweredWithTheDisplay() {
        ObjectNode weakness = example("valid/left-hemiparesis-after-stroke.json");
        ((ObjectNode) weakness.at("/code/coding/0")).put("display", "Left hemiparesis");

        assertThat(validate(weakness).issues())
                .filteredOn(issue -> issue.path().startsWith("Condition.code"))
                .isNotEmpty()
                .allSatisfy(issue -> assertThat(issue.diagnostics())
                        .contains(
                                "Allowed: \"Left hemiparesis (disorder)\", or no display",
                                "Fix: Send this display, or leave it out"));
    }

    @Test
    void aConditionalReferenceToSeveralIsExplained() {
        String identifier = UUID.randomUUID().toString();
        ObjectNode person = (ObjectNode) Answer.read(Bedside.person("Patient"));
        ((ObjectNode) person.at("/identifier/0")).put("value", identifier);
        server.store(person.toString());
        server.store(person.toString());
        String search = "Patient?identifier=https://example.org/id|" + identifier;
        ObjectNode grade = bedside.grade("elbow-flexion", Limb.LEFT_ARM, "3");
        grade.withObject("/subject").put("reference", search);

        Answer refused = server.post("", BundleOf.transaction().post(grade).toString());

        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.text()).contains("finds several"))
                .satisfies(issue -> assertThat(issue.diagnostics())
                        .startsWith("Sent: " + search)
                        .contains("Allowed: a search that finds exactly one stored Patient", "Fix: ")
                        .doesNotContain("HAPI", "match URL"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachEntryOfABundleCarriesItsWarnings(boolean transaction) {
        ObjectNode warned = bedside.grade("elbow-flexion", Limb.LEFT_ARM, "3");
        warned.withObject("/meta").putArray("profile").add("https://example.org/StructureDefinition/national");
        ObjectNode plain = bedside.grade("elbow-flexion", Limb.RIGHT_ARM, "3");
        String bundle = (transaction ? BundleOf.transaction() : BundleOf.batch())
                .get(bedside.patient())
                .post(warned)
                .post(plain)
                .toString();

        Answer asked = server.post("", bundle, "Prefer", "return=OperationOutcome");

        assertThat(warnings(asked, 2)).isEmpty();
        assertThat(warnings(asked, 1))
                .singleElement()
                .satisfies(issue -> assertThat(issue.rule()).isEqualTo("profile-unknown"))
                .satisfies(issue -> assertThat(issue.teaches()).isTrue());
        assertThat(warnings(server.post("", bundle), 1)).isEmpty();
    }

    private static List<Issue> warnings(Answer answer, int entry) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().at("/entry/" + entry + "/response/status").asText())
                .startsWith("201");
        return Issue.in(answer.json().at("/entry/" + entry + "/response/outcome")).stream()
                .filter(issue -> issue.severity().equals("warning"))
                .toList();
    }

    @Test
    void aMisspeltExtensionIsAnsweredWithThoseThatThereAre() {
        ObjectNode weakness = example("valid/left-hemiparesis-after-stroke.json");
        ((ObjectNode) weakness.at("/extension/0")).put("url", COURSE.replace("weakness-course", "course"));
        weakness.remove("id");
        weakness.withObject("/subject").put("reference", bedside.patient());
        ((ArrayNode) weakness.path("extension")).remove(2);

        Answer refused = server.post("/Condition", weakness.toString());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusal().rule()).isEqualTo("extension-unknown");
        assertThat(refused.refusal().path()).isEqualTo("Condition.extension[0].url");
        assertThat(refused.refusal().diagnostics())
                .contains(
                        "Sent: https://w3id.org/myotome/StructureDefinition/course\n",
                        "Allowed: " + COURSE
                                + " in Condition | http://hl7.org/fhir/StructureDefinition/condition-dueTo",
                        "Fix: Correct the url");
        assertThat(validate(Answer.read("{\"resourceType\": \"Patient\", \"extension\": [{\"url\":"
                                + " \"https://w3id.org/myotome/grade\", \"valueString\": \"4\"}]}"))
                        .refusal()
                        .diagnostics())
                .contains("no extension of Myotome in a Patient", COURSE);
    }

    /** Or the cause of the weakness is stored where no search finds it. */
    @ParameterizedTest
    @CsvSource({
        "http://hl7.org/fhir/StructureDefinition/condition-dueto, http://hl7.org/fhir/StructureDefinition/condition-dueTo",
        "https://hl7.org/fhir/StructureDefinition/condition-dueTo, http://hl7.org/fhir/StructureDefinition/condition-dueTo",
        "http://w3id.org/myotome/StructureDefinition/weakness-course, " + COURSE,
        "https://w3id.org/Myotome/StructureDefinition/Weakness-Course, " + COURSE
    })
    void anUrlThatDiffersInCaseOrSchemeIsRefusedWithTheRightOne(String sent, String right) {
        Answer answer =
                validate(Answer.read("{\"resourceType\": \"Condition\", \"subject\": {\"reference\": \"Patient/1\"},"
                        + " \"extension\": [{\"url\": \"" + sent + "\", \"valueString\": \"any\"}]}"));

        assertThat(answer.issues())
                .filteredOn(issue -> issue.rule().equals("extension-unknown"))
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.text()).contains("is misspelt");
                    assertThat(issue.path()).isEqualTo("Condition.extension[0].url");
                    assertThat(issue.diagnostics())
                            .contains("Sent: " + sent + "\n", "Allowed: " + right + ", letter for letter\n");
                });
    }

    /** What others define is theirs to know. */
    @Test
    void anExtensionOfAnotherPublisherIsNoMatter() {
        ObjectNode grade = bedside.grade("elbow-flexion", Limb.LEFT_ARM, "3");
        grade.putArray("extension")
                .addObject()
                .put("url", "https://example.org/StructureDefinition/course")
                .put("valueString", "any");

        assertThat(validate(grade).refusals()).isEmpty();
    }

    @Test
    void aMisspeltProfileIsWarnedOfOnceWithTheNearest() {
        String base = "https://w3id.org/myotome/StructureDefinition/";
        ObjectNode grade = bedside.grade("elbow-flexion", Limb.LEFT_ARM, "3");
        grade.withObject("/meta").putArray("profile").add(base + "mrc-muscle-strenght");

        assertThat(validate(grade).issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.severity()).isEqualTo("warning"))
                .satisfies(issue -> assertThat(issue.path()).isEqualTo("Observation.meta.profile[0]"))
                .satisfies(issue -> assertThat(issue.diagnostics())
                        .contains(
                                "Sent: " + base + "mrc-muscle-strenght\nAllowed: " + base + "mrc-muscle-strength | "));
    }

    @Test
    void aPatientNamedInTwoWaysIsCalledThat() {
        ObjectNode grade = bedside.grade("elbow-flexion", Limb.LEFT_ARM, "3");
        grade.withObject("/subject").put("reference", "Patient?identifier=https://example.org/id|two-ways");
        String fullUrl = "urn:uuid:" + UUID.randomUUID();

        Answer refused = server.post(
                "",
                BundleOf.transaction()
                        .post(grade, fullUrl)
                        .post(bedside.exam(List.of(fullUrl)))
                        .toString());

        assertThat(refused.refusal().rule()).isEqualTo("exam-disagrees");
        assertThat(refused.refusal().text()).contains("named in another way").doesNotContain("differs");
        assertThat(refused.refusal().diagnostics())
                .contains(
                        "Sent: Patient?identifier=",
                        "Allowed: " + bedside.patient(),
                        "Fix: Name the subject by the same reference throughout");
    }

    /** The resource claims nothing: what is allowed is known from the profile that is asked for. */
    @Test
    void theProfileThatIsAskedForSaysWhatIsAllowed() {
        String force = """
                {"resourceType": "Observation", "status": "final", "code": {"text": "Grip"},
                 "valueQuantity": {"value": 20, "unit": "kg", "system": "http://unitsofmeasure.org", "code": "kgs"}}""";

        assertThat(server.post(
                                "/Observation/$validate?profile=https://w3id.org/myotome/StructureDefinition/grip-strength",
                                force)
                        .issues())
                .anyMatch(issue -> issue.path().startsWith("Observation.value")
                        && issue.diagnostics().contains("kgf (kilogram-force)"));
    }

    @Test
    void aUnitInWordsAloneIsAnsweredWithTheCodes() {
        ObjectNode grip = example("valid/left-grip-22-kg.json");
        grip.putObject("valueQuantity").put("value", 22).put("unit", "kg");

        assertThat(validate(grip).issues())
                .filteredOn(issue -> issue.refuses() && issue.path().endsWith(".system"))
                .singleElement()
                .satisfies(issue -> assertThat(issue.diagnostics())
                        .contains("http://unitsofmeasure.org", "kgf (kilogram-force)", "its code in code")
                        .doesNotContain("0..1"));
        assertThat(validate(grip).issues())
                .filteredOn(issue -> issue.refuses() && issue.path().endsWith(".code"))
                .isNotEmpty()
                .allSatisfy(issue -> assertThat(issue.diagnostics()).contains("kgf (kilogram-force)"));
    }

    @Test
    void aGradeInWordsIsAnsweredWithTheElementAndTheGrades() {
        ObjectNode grade = bedside.grade("elbow-flexion", Limb.LEFT_ARM, "3");
        grade.remove("valueCodeableConcept");
        grade.put("valueString", "4+");

        assertThat(validate(grade).issues())
                .filteredOn(issue -> issue.rule().equals("Extension_PROF_Type"))
                .isNotEmpty()
                .allSatisfy(
                        issue -> assertThat(issue.diagnostics())
                                .contains(
                                        "4-plus",
                                        "go with the method mrc-expanded",
                                        "Fix: Send valueCodeableConcept instead of valueString, with one of the allowed codes"));
    }

    @Test
    void anUnknownGradeIsAnsweredWithTheMethodOfHalfGrades() {
        ObjectNode grade = bedside.grade("elbow-flexion", Limb.LEFT_ARM, "3");
        ((ObjectNode) grade.at("/valueCodeableConcept/coding/0"))
                .put("code", "4+")
                .remove("display");

        assertThat(validate(grade).issues())
                .anyMatch(issue -> issue.diagnostics().contains("4-minus and 4-plus go with the method mrc-expanded"));
    }

    @ParameterizedTest
    @CsvSource({
        "elbow-flexion, LEFT_LEG, 80768000",
        "ankle-dorsiflexion, LEFT_ARM, 32153003",
        "neck-flexion, LEFT_ARM, 45048000"
    })
    void aLimbThatDoesNotFitIsAnsweredWithTheOneThatDoes(String movement, Limb limb, String right) {
        assertThat(validate(bedside.grade(movement, limb, "3")).issues())
                .filteredOn(issue -> issue.rule().equals("myo-5"))
                .singleElement()
                .satisfies(issue -> assertThat(issue.diagnostics())
                        .contains("Allowed: " + movement + " goes with http://snomed.info/sct|" + right));
    }

    private Answer validate(JsonNode resource) {
        return server.post("/" + resource.path("resourceType").asText() + "/$validate", resource.toString());
    }

    private static ObjectNode example(String file) {
        return (ObjectNode) Answer.read(RunningServer.example(file));
    }

    private static int entry(JsonNode bundle, String code) {
        for (int i = 0; i < bundle.path("entry").size(); i++) {
            if (bundle.at("/entry/" + i + "/resource/code/coding/0/code")
                    .asText()
                    .equals(code)) {
                return i;
            }
        }
        throw new AssertionError("No entry has the code " + code);
    }

    private static ObjectNode grade() {
        Path right = Path.of("src/test/resources/errors/validation-rule/effective-future/right.json");
        try {
            return (ObjectNode) Answer.read(Files.readString(right));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
