package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myotome.Answer;
import org.myotome.Answer.Issue;
import org.myotome.Bedside;
import org.myotome.BundleOf;
import org.myotome.RunningServer;

/** A patient with weakness, its cause, symptom, red flags, treatment and plan, sent and found through HTTP. */
class WeaknessIT {

    private static final RunningServer SERVER = RunningServer.shared();
    private static final String COURSE = "https://w3id.org/myotome/CodeSystem/weakness-course|";
    private static final String SNOMED_CT = "http://snomed.info/sct";
    private static final String ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm";
    private static final String RED_FLAG = "https://w3id.org/myotome/StructureDefinition/weakness-red-flag";
    private static final String VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status";
    private static String patient = "";

    @BeforeAll
    static void storeTheExam() {
        String exam = RunningServer.example("exams/spreading-weakness-with-its-cause.json");
        Answer stored = SERVER.post("", exam);
        assertThat(stored.status()).as(stored.body()).isEqualTo(200);
        patient = stored.json().at("/entry/0/response/location").asText().replaceFirst("/_history.*", "");
    }

    @ParameterizedTest
    @CsvSource({
        "Condition, course=" + COURSE + "spreading, 3",
        "Condition, course=spreading&code=spreading, 1",
        "Condition, course=" + COURSE + "sudden, 0",
        "Condition, verification-status=refuted, 1",
        "Procedure, code=immunoglobulin, 1",
        "CarePlan, activity-code=mobility-aid, 1",
    })
    void isFound(String type, String question, int number) {
        assertThat(SERVER.count("/" + type + "?subject=" + patient + "&" + question.replace("|", "%7C")))
                .isEqualTo(number);
    }

    @Test
    void fatigueIsRefusedWithTheReasonAndTheRemedy() {
        Answer refused =
                SERVER.post("/Condition", RunningServer.example("invalid/myo-13+Condition.code--fatigue-in-icd.json"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.issues())
                .filteredOn(issue -> issue.rule().equals("myo-13"))
                .singleElement()
                .satisfies(issue -> assertThat(issue.text()).contains("Fatigue is not weakness"))
                .satisfies(issue -> assertThat(issue.diagnostics())
                        .contains("R53.83", "as a Condition of its own without a profile of weakness"));
        assertThat(refused.issues()).allMatch(Issue::teaches);
    }

    @Test
    void fatigueIsStoredAsFatigue() {
        ObjectNode fatigue =
                (ObjectNode) Answer.read(RunningServer.example("invalid/myo-13+Condition.code--fatigue-in-icd.json"));
        ((ObjectNode) fatigue.path("meta")).remove("profile");
        fatigue.remove("extension");
        ((ObjectNode) fatigue.path("subject"))
                .put("reference", Bedside.on(SERVER).patient());

        assertThat(SERVER.post("/Condition", fatigue.toString()).status()).isEqualTo(201);
    }

    /** Its code is Myotome's own, so that it is a red flag whether it says so or not. */
    @Test
    void redFlagWithoutItsProfileIsJudgedByIt() {
        JsonNode flag = Answer.read(RunningServer.example("invalid/myo-16--red-flag-without-onset.json"));
        ((ObjectNode) flag.path("meta")).remove("profile");

        assertThat(SERVER.post("/Condition", flag.toString()).issues())
                .anyMatch(issue -> issue.rule().equals("myo-16"));
    }

    /** Nobody needs to know Myotome's profiles to be told that left and right were mixed up. */
    @ParameterizedTest
    @CsvSource({
        SNOMED_CT + ", 278287000, 6921000",
        ICD_10_CM + ", M21.372, 62175007",
    })
    void weaknessWithoutItsProfileIsJudgedByIt(String system, String leftSided, String rightLimb) {
        ObjectNode weakness = condition(system, leftSided);
        weakness.putArray("bodySite").add(concept(SNOMED_CT, rightLimb));

        assertThat(SERVER.post("/Condition", weakness.toString()).refusals()).containsExactly("myo-15");
        assertThat(SERVER.post("", BundleOf.transaction().post(weakness).toString())
                        .refusals())
                .containsExactly("myo-15");
        assertThat(SERVER.post("/Condition/$validate", weakness.toString()).refusals())
                .containsExactly("myo-15");
    }

    @Test
    void recognisedWeaknessSaysSoWhenItIsRead() {
        String stored = SERVER.store(condition(SNOMED_CT, "20022000").toString());

        assertThat(SERVER.get("/" + stored).json().at("/meta/profile"))
                .extracting(JsonNode::asText)
                .containsExactly("https://w3id.org/myotome/StructureDefinition/weakness-condition");
    }

    /** A problem list has diagnoses, and weakness that need not come from muscles; the rules of a weakness are not for them. */
    @ParameterizedTest
    @CsvSource({
        SNOMED_CT + ", 40956001",
        SNOMED_CT + ", 44054006",
        SNOMED_CT + ", 84229001",
        SNOMED_CT + ", 193093009",
        ICD_10_CM + ", R53.1",
        ICD_10_CM + ", R53.83",
    })
    void otherProblemsAreNotTakenForWeakness(String system, String code) {
        ObjectNode problem = condition(system, code);
        // The profile would ask for a reference.
        problem.putObject("subject").putObject("identifier").put("value", "a-patient-of-another-system");

        Answer stored = SERVER.post("/Condition", problem.toString());

        assertThat(stored.status()).as(stored.body()).isEqualTo(201);
        assertThat(SERVER.get("/Condition/" + stored.id()).json().at("/meta/profile"))
                .isEmpty();
    }

    @Test
    void astheniaCodedTwiceIsNoWeaknessBesideFatigue() {
        ObjectNode asthenia = condition(SNOMED_CT, "13791008");
        asthenia.withArray("/code/coding").addObject().put("system", ICD_10_CM).put("code", "R53.1");

        assertThat(SERVER.post("/Condition", asthenia.toString()).status()).isEqualTo(201);
    }

    /** The code of a red flag may be that of a weakness; the sender has said which of the two is meant. */
    @Test
    void aRedFlagStaysARedFlag() {
        ObjectNode flag = condition(SNOMED_CT, "20022000");
        flag.withArray("/meta/profile").add(RED_FLAG);
        flag.set("verificationStatus", concept(VERIFICATION, "refuted"));

        String stored = SERVER.store(flag.toString());

        assertThat(SERVER.get("/" + stored).json().at("/meta/profile"))
                .extracting(JsonNode::asText)
                .containsExactly(RED_FLAG);
    }

    private static ObjectNode condition(String system, String code) {
        ObjectNode condition = (ObjectNode) Answer.read("""
                {"resourceType": "Condition", "clinicalStatus": {"coding": [{
                 "system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "active"}]}}""");
        condition.set("code", concept(system, code));
        condition.putObject("subject").put("reference", Bedside.on(SERVER).patient());
        return condition;
    }

    private static JsonNode concept(String system, String code) {
        return Answer.read("{\"coding\": [{\"system\": \"%s\", \"code\": \"%s\"}]}".formatted(system, code));
    }
}
