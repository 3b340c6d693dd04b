package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.BundleOf;
import org.myotome.RunningServer;

/** A stored sum score always equals its twelve stored grades, whichever of them is written, and by whatever way. */
class SumScoreGateIT {

    private final RunningServer server = RunningServer.shared();
    private final Bedside bedside = Bedside.on(server);
    private final List<String> grades = bedside.store(bedside.twelve("4"));

    @Test
    void aScoreEqualsTheSumOfItsGrades() {
        Answer refused =
                server.post("/Observation", bedside.sumScore(47, grades).toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusal().rule()).isEqualTo("sum-score-disagrees");
        assertThat(refused.refusal().diagnostics()).startsWith("Sent: 47\nAllowed: 48");
        assertThat(scores()).isZero();
        assertThat(server.post("/Observation", bedside.sumScore(48, grades).toString())
                        .status())
                .isEqualTo(201);
    }

    @Test
    void theGradesOfAScoreAreOfOnePatientAndOneExam() {
        Bedside other = Bedside.on(server);
        List<String> mixed = new ArrayList<>(grades);
        mixed.set(0, server.store(other.twelve("4").get(0).toString()));
        Answer refused = server.post("/Observation", bedside.sumScore(48, mixed).toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusal().rule()).isEqualTo("exam-disagrees");
        assertThat(refused.refusal().path()).isEqualTo("Observation.derivedFrom[0]");
        assertThat(refused.refusal().diagnostics()).contains(other.patient(), bedside.patient());
        ObjectNode later = bedside.twelve("4").get(0);
        later.put("effectiveDateTime", "2026-11-21T09:30:00+01:00");
        mixed.set(0, server.store(later.toString()));
        refused = server.post("/Observation", bedside.sumScore(48, mixed).toString());
        assertThat(refused.refusal().rule()).isEqualTo("exam-disagrees");
        assertThat(scores()).isZero();
    }

    @Test
    void conditionalReferencesDoNotHideTheGrades() {
        List<String> searches = new ArrayList<>();
        for (String grade : grades) {
            searches.add("Observation?_id=" + grade.split("/")[1]);
        }
        String wrong = bedside.sumScore(60, searches).toString();
        Answer alone = server.post("/Observation", wrong);
        Answer inTransaction =
                server.post("", BundleOf.transaction().post(Answer.read(wrong)).toString());
        assertThat(alone.status()).as(alone.body()).isEqualTo(422);
        assertThat(inTransaction.status()).as(inTransaction.body()).isEqualTo(422);
        assertThat(scores()).isZero();
    }

    @Test
    void aGradeThatAScoreUsesIsNotChangedAlone() {
        String score = server.store(bedside.sumScore(48, grades).toString());
        Answer refused = server.put("/" + grades.get(0), changed(grades.get(0)).toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusal().rule()).isEqualTo("grade-in-use");
        assertThat(refused.refusal().text()).contains(score);
        assertThat(refused.refusal().teaches()).isTrue();
        assertThat(version(grades.get(0))).isEqualTo("1");
    }

    @Test
    void aChangeThatLeavesTheScoreRightIsAccepted() {
        server.store(bedside.sumScore(48, grades).toString());
        ObjectNode noted = (ObjectNode) server.get("/" + grades.get(0)).json();
        noted.putArray("note").addObject().put("text", "tested twice");
        assertThat(server.put("/" + grades.get(0), noted.toString()).status()).isEqualTo(200);
    }

    @Test
    void aGradeAndItsScoreAreCorrectedInOneTransaction() {
        String score = server.store(bedside.sumScore(48, grades).toString());
        ObjectNode corrected = (ObjectNode) server.get("/" + score).json();
        corrected.withObject("/valueQuantity").put("value", 45);
        BundleOf transaction = BundleOf.transaction()
                .put(changed(grades.get(0)), grades.get(0))
                .put(corrected, score);
        Answer done = server.post("", transaction.toString());
        assertThat(done.status()).as(done.body()).isEqualTo(200);
        assertThat(server.get("/" + score).json().at("/valueQuantity/value").asInt())
                .isEqualTo(45);
        assertThat(version(grades.get(0))).isEqualTo("2");
    }

    @Test
    void aWrongCorrectionInOneTransactionStoresNothing() {
        String score = server.store(bedside.sumScore(48, grades).toString());
        ObjectNode corrected = (ObjectNode) server.get("/" + score).json();
        corrected.withObject("/valueQuantity").put("value", 46);
        BundleOf transaction = BundleOf.transaction()
                .put(changed(grades.get(0)), grades.get(0))
                .put(corrected, score);
        Answer refused = server.post("", transaction.toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusals()).contains("sum-score-disagrees");
        assertThat(version(grades.get(0))).isEqualTo("1");
        assertThat(version(score)).isEqualTo("1");
    }

    @Test
    void noOtherWayChangesAGradeThatAScoreUses() {
        server.store(bedside.sumScore(48, grades).toString());
        String grade = grades.get(0);
        ObjectNode withoutId = changed(grade);
        withoutId.remove("id");
        String patch = """
                [{"op": "replace", "path": "/valueCodeableConcept/coding/0/code", "value": "1"},
                 {"op": "remove", "path": "/valueCodeableConcept/coding/0/extension"}]""";
        String byId = "Observation?_id=" + grade.split("/")[1];
        List<Answer> answers = List.of(
                server.put("/" + byId, withoutId.toString()),
                server.post("", BundleOf.transaction().put(withoutId, byId).toString()),
                server.post("", BundleOf.transaction().put(withoutId, grade).toString()),
                server.post(
                        "", BundleOf.transaction().put(withoutId, "/" + grade).toString()),
                server.patch("/" + grade, patch, "application/json-patch+json"));
        assertThat(answers).extracting(Answer::status).containsOnly(422);
        assertThat(answers.get(0).refusals()).contains("grade-in-use");
        assertThat(version(grade)).isEqualTo("1");
    }

    @Test
    void aGradeThatAScoreUsesIsNeitherWithdrawnNorDeleted() {
        String score = server.store(bedside.sumScore(48, grades).toString());
        ObjectNode withdrawn = (ObjectNode) server.get("/" + grades.get(0)).json();
        withdrawn.put("status", "entered-in-error");
        Answer refused = server.put("/" + grades.get(0), withdrawn.toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusal().rule()).isEqualTo("grade-in-use");
        Answer deleted = server.delete("/" + grades.get(0));
        assertThat(deleted.status()).isEqualTo(409);
        assertThat(deleted.issues().get(0).diagnostics()).contains(score);
        assertThat(server.get("/" + grades.get(0)).status()).isEqualTo(200);
    }

    @Test
    void aMemberOfAnExamIsNotGivenToAnotherPatient() {
        String exam = server.store(bedside.exam(grades).toString());
        ObjectNode moved = (ObjectNode) server.get("/" + grades.get(0)).json();
        moved.withObject("/subject").put("reference", Bedside.on(server).patient());
        Answer refused = server.put("/" + grades.get(0), moved.toString());
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body()).contains(exam);
        assertThat(version(grades.get(0))).isEqualTo("1");
    }

    /** The same grade with the value 1. */
    private ObjectNode changed(String reference) {
        ObjectNode grade = (ObjectNode) server.get("/" + reference).json();
        grade.set(
                "valueCodeableConcept",
                bedside.grade("elbow-flexion", Limb.LEFT_ARM, "1").path("valueCodeableConcept"));
        return grade;
    }

    private int scores() {
        return server.count("/Observation?code=mrc-sum-score&subject=" + bedside.patient());
    }

    private String version(String reference) {
        return server.get("/" + reference).json().at("/meta/versionId").asText();
    }
}
