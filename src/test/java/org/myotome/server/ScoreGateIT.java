package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.BundleOf;
import org.myotome.RunningServer;

/** The scores of the other scales stay true to their stored grades, and no scale passes for another. */
class ScoreGateIT {

    private final RunningServer server = RunningServer.shared();
    private final Bedside bedside = Bedside.on(server);

    @ParameterizedTest
    @CsvSource({"uems, 40", "lems, 40", "isncsci-motor-total, 80", "mmt8-score, 64"})
    void aScoreEqualsTheSumOfItsGrades(String score, int sum) {
        List<String> grades = bedside.store(gradesOf(score));
        Answer wrong = server.post(
                "/Observation", bedside.score(score, sum - 1, grades).toString());
        assertThat(wrong.status()).as(wrong.body()).isEqualTo(422);
        assertThat(wrong.refusals()).containsExactly("sum-score-disagrees");
        assertThat(wrong.refusal().diagnostics()).startsWith("Sent: " + (sum - 1) + "\nAllowed: " + sum);
        Answer right =
                server.post("/Observation", bedside.score(score, sum, grades).toString());
        assertThat(right.status()).as(right.body()).isEqualTo(201);
    }

    private List<ObjectNode> gradesOf(String score) {
        return switch (score) {
            case "uems" -> bedside.motorValues(true, "4");
            case "lems" -> bedside.motorValues(false, "4-star");
            case "mmt8-score" -> bedside.manualTests(true, 8);
            default ->
                Stream.concat(bedside.motorValues(true, "4").stream(), bedside.motorValues(false, "4-dstar").stream())
                        .toList();
        };
    }

    @Test
    void gradesOfAnotherScaleMakeNoScoreThoughTheirDigitsAddUp() {
        List<ObjectNode> mixed = new ArrayList<>(bedside.manualTests(false, 4));
        mixed.set(1, bedside.grade("elbow-flexion", Limb.RIGHT_ARM, "4"));
        Answer refused = server.post(
                "/Observation",
                bedside.score("mmt8-score", 32, bedside.store(mixed)).toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusals()).containsExactly("sum-score-disagrees");
        assertThat(refused.refusal().diagnostics())
                .contains("Sent: mrc-muscle-grade 4 of right elbow-flexion, which adds no points")
                .contains("Allowed: one grade of mmt-grade");
    }

    @Test
    void oneValueNotTestableLeavesTheMotorScoreUndetermined() {
        List<ObjectNode> values = bedside.motorValues(true, "5");
        values.set(9, bedside.motorValue("t1", Limb.RIGHT_ARM, "nt"));
        List<String> stored = bedside.store(values);
        Answer refused =
                server.post("/Observation", bedside.score("uems", 45, stored).toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusal().diagnostics()).contains("isncsci-motor-value nt of right t1");
        ObjectNode absent = bedside.score("uems", 45, stored);
        absent.remove("valueQuantity");
        absent.set(
                "dataAbsentReason",
                bedside.notTested("elbow-flexion", Limb.LEFT_ARM).get("dataAbsentReason"));
        assertThat(server.post("/Observation", absent.toString()).status()).isEqualTo(201);
    }

    @Test
    void aMotorValueIsCorrectedTogetherWithItsScoreOnly() {
        List<String> values = bedside.store(bedside.motorValues(true, "4"));
        String score = server.store(bedside.score("uems", 40, values).toString());
        ObjectNode value = bedside.motorValue("c5", Limb.LEFT_ARM, "2");
        value.put("id", values.get(0).split("/")[1]);
        Answer alone = server.put("/" + values.get(0), value.toString());
        assertThat(alone.status()).as(alone.body()).isEqualTo(422);
        assertThat(alone.refusals()).containsExactly("grade-in-use");
        assertThat(alone.refusal().text()).contains(score);
        ObjectNode corrected = (ObjectNode) server.get("/" + score).json();
        corrected.withObject("/valueQuantity").put("value", 38);
        Answer together = server.post(
                "",
                BundleOf.transaction()
                        .put(value, values.get(0))
                        .put(corrected, score)
                        .toString());
        assertThat(together.status()).as(together.body()).isEqualTo(200);
    }

    @Test
    void anMmt8ScoreMayStandAlone() {
        ObjectNode score = bedside.score("mmt8-score", 72, List.of());
        score.remove("derivedFrom");
        Answer stored = server.post("/Observation", score.toString());
        assertThat(stored.status()).as(stored.body()).isEqualTo(201);
        assertThat(stored.json().at("/meta/profile/0").asText()).endsWith("/mmt8-score");
    }

    @ParameterizedTest
    @CsvSource({
        "left-elbow-extension-rasch-r2, rasch-mrc",
        "left-hip-flexion-rasch-declined, rasch-mrc",
        "right-shoulder-abduction-mmt-8, mmt-strength",
        "right-hip-abduction-mmt-not-testable-pain, mmt-strength",
        "left-knee-extension-212-newton, dynamometry",
        "right-hip-flexion-not-measurable-pain, dynamometry",
        "left-grip-22-kg, grip-strength",
        "right-grip-amputation, grip-strength",
        "isncsci-right-l4-3-star, isncsci-motor",
        "isncsci-right-t1-not-examined, isncsci-motor"
    })
    void whatClaimsNoProfileGetsThatOfItsScale(String example, String profile) {
        ObjectNode observation = (ObjectNode) Answer.read(RunningServer.example("valid/" + example + ".json"));
        observation.remove("id");
        observation.remove("device");
        observation.withObject("/meta").remove("profile");
        observation.withObject("/subject").put("reference", bedside.patient());
        observation.set("performer", Answer.read("[{\"reference\": \"" + bedside.tester() + "\"}]"));
        Answer stored = server.post("/Observation", observation.toString());
        assertThat(stored.status()).as(stored.body()).isEqualTo(201);
        assertThat(stored.json().at("/meta/profile")).hasSize(1);
        assertThat(stored.json().at("/meta/profile/0").asText()).endsWith("/" + profile);
    }

    /** MIMIC-IV's "Strength R Arm" was mapped to the code of the grip by an automatic mapper. */
    @Test
    void aManualGradeIsNotStoredUnderTheCodeOfTheGrip() {
        ObjectNode grade = bedside.grade("elbow-flexion", Limb.RIGHT_ARM, "4");
        grade.set("code", Answer.read("{\"coding\": [{\"system\": \"http://loinc.org\", \"code\": \"83174-3\"}]}"));
        assertThat(server.post("/Observation", grade.toString()).status()).isEqualTo(422);
    }

    @Test
    void anExamHoldsResultsOfEveryScale() {
        List<String> members = new ArrayList<>(bedside.store(List.of(
                bedside.grade("elbow-flexion", Limb.LEFT_ARM, "4"),
                bedside.manualTest("elbow-flexion", Limb.RIGHT_ARM, 8),
                bedside.motorValue("c5", Limb.RIGHT_ARM, "4"))));
        ObjectNode score = bedside.score("mmt8-score", 72, List.of());
        score.remove("derivedFrom");
        members.add(server.store(score.toString()));
        Answer exam = server.post("/Observation", bedside.exam(members).toString());
        assertThat(exam.status()).as(exam.body()).isEqualTo(201);
    }
}
