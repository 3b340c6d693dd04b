package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.ExampleSurroundings;
import org.myotome.RunningServer;

/** By which names and in which version a code of Myotome may be sent, wherever a coding stands. */
class CodeNamesIT {

    private static final RunningServer SERVER = RunningServer.shared();

    private final ObjectNode grade = Bedside.on(SERVER).grade("elbow-flexion", Limb.LEFT_ARM, "4-minus");
    private final ObjectNode value = (ObjectNode) grade.at("/valueCodeableConcept/coding/0");
    private final ObjectNode scale = (ObjectNode) grade.at("/method/coding/0");

    @BeforeAll
    static void storeWhatTheExamplesReferTo() {
        ExampleSurroundings.storeOn(SERVER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Active movement against gravity and slight resistance",
                "4-/5",
                "4-",
                "ACTIVE movement against gravity and slight resistance"
            })
    void everyNameOfTheCodeIsRight(String name) {
        value.put("display", name);
        assertThat(validate(grade).refusals()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bewegung gegen leichten Widerstand",
                "4 minus",
                "Active movement  against gravity and slight resistance",
                "4 - / 5"
            })
    void anotherNameIsRefusedWithThoseThatAreRight(String name) {
        value.put("display", name);
        Answer refused = validate(grade);
        assertThat(refused.refusal().rule()).isEqualTo("display-unknown");
        assertThat(refused.refusal().path()).isEqualTo("Observation.value.coding[0]");
        assertThat(refused.refusal().diagnostics())
                .contains("Sent: ", "\"" + name + "\"", "\"4-/5\" or \"4-\", or no display", "CodeableConcept");
        assertThat(refused.issues()).hasSize(1);
    }

    /** A slice that asks for a value set: the official validator takes the code for missing then. */
    @Test
    void aNameIsJudgedInASlice() {
        scale.put("display", "Skala");
        assertThat(validate(grade).refusal().path()).isEqualTo("Observation.method.coding[0]");
    }

    @Test
    void aNameIsJudgedInAnAnswerAndInAnExtension() {
        Answer answer =
                validate(example("triage-see-a-provider", "\"Less strength than before\"", "\"Weniger Kraft\""));
        assertThat(answer.refusal().rule()).isEqualTo("display-unknown");
        assertThat(answer.refusal().path()).isEqualTo("QuestionnaireResponse.item[0].answer[0].value");
        Answer extension = validate(example("red-flag-spreading", "\"Spreading\"", "\"Breitet sich aus\""));
        assertThat(extension.issues())
                .filteredOn(Answer.Issue::refuses)
                .anyMatch(issue ->
                        issue.rule().equals("display-unknown") && issue.path().startsWith("Condition.extension["));
    }

    /** Nobody here knows all names of the codes of others. */
    @Test
    void aTranslationOfAnotherPublishersCodeIsNoMatter() {
        ((ObjectNode) grade.at("/bodySite/coding/0")).put("display", "Linker Arm");
        assertThat(validate(grade).refusals()).isEmpty();
    }

    @Test
    void theVersionThatIsHeldIsRight() {
        value.put("version", "0.1.0");
        scale.put("version", "0.1.0");
        assertThat(validate(grade).refusals()).isEmpty();
    }

    @Test
    void anotherVersionIsRefusedWithTheOneThatIsHeld() {
        value.put("version", "1");
        Answer refused = validate(grade);
        assertThat(refused.refusal().rule()).isEqualTo("code-version-unknown");
        assertThat(refused.refusal().path()).isEqualTo("Observation.value.coding[0].version");
        assertThat(refused.refusal().diagnostics()).contains("mrc-muscle-grade version 1", "version 0.1.0, or none");
    }

    /** HL7 has published its code systems again since FHIR R4; what is held is 4.0.1. */
    @Test
    void aVersionOfHl7HasTheFormOfItsReleases() {
        ObjectNode category = (ObjectNode) grade.at("/category/0/coding/0");
        for (String version : List.of("4.0.1", "3.0.0")) {
            category.put("version", version);
            assertThat(validate(grade).refusals()).as(version).isEmpty();
        }
        category.put("version", "1");
        Answer refused = validate(grade);
        assertThat(refused.refusal().rule()).isEqualTo("code-version-unknown");
        assertThat(refused.refusal().path()).endsWith(".coding[0].version");
        assertThat(refused.refusal().diagnostics())
                .contains("observation-category version 1", "version 4.0.1, or none");
    }

    @Test
    void aVersionOfAnotherPublishersCodeSystemIsNoMatter() {
        ((ObjectNode) grade.at("/bodySite/coding/0")).put("version", "http://snomed.info/sct/900000000000207008");
        assertThat(validate(grade).refusals()).isEmpty();
    }

    private static ObjectNode example(String name, String word, String other) {
        String changed = RunningServer.example("valid/" + name + ".json").replace(word, other);
        assertThat(changed).contains(other);
        return (ObjectNode) Answer.read(changed);
    }

    private static Answer validate(ObjectNode resource) {
        return SERVER.post("/" + resource.path("resourceType").asText() + "/$validate", resource.toString());
    }
}
