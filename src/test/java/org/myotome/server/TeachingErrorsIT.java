package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                                "Fix: Send an allowed unit"));
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
                .anyMatch(path -> path.startsWith("Bundle.entry[" + wrong + "]"))
                .noneMatch(path -> path.contains("hasMember"));
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
}
