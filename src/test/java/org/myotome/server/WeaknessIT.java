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
import org.myotome.RunningServer;

/** A patient with weakness, its cause, symptom, red flags, treatment and plan, sent and found through HTTP. */
class WeaknessIT {

    private static final RunningServer SERVER = RunningServer.shared();
    private static final String COURSE = "https://w3id.org/myotome/CodeSystem/weakness-course|";
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
}
