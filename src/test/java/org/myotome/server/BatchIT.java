package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.server.TransactionIT.location;
import static org.myotome.server.TransactionIT.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.Answer.Issue;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.BundleOf;
import org.myotome.RunningServer;
import org.myotome.StorageDependent;

/** The entries of a batch stand or fall each for itself, and each says why. */
@StorageDependent
class BatchIT {

    private final RunningServer server = RunningServer.shared();
    private final Bedside bedside = Bedside.on(server);
    private final ObjectNode grade = bedside.grade("elbow-flexion", Limb.LEFT_ARM, "3");
    private final ObjectNode wrong = bedside.grade("elbow-flexion", Limb.LEFT_LEG, "3");
    private final String own = "/Observation?subject=" + bedside.patient();

    @Test
    void oneRefusedEntryLeavesTheOthers() {
        Answer done = server.post(
                "",
                BundleOf.batch().post(grade).post(wrong).get(bedside.patient()).toString());
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.json().path("type").asText()).isEqualTo("batch-response");
        assertThat(List.of(status(done, 0), status(done, 1), status(done, 2)))
                .containsExactly("201 Created", "422 Unprocessable Entity", "200 OK");
        assertThat(done.json().at("/entry/2/resource/resourceType").asText()).isEqualTo("Patient");
        assertThat(server.count(own)).isEqualTo(1);
    }

    @Test
    void entriesNeedNoFullUrl() {
        Answer done =
                server.post("", BundleOf.batch().post(grade).withoutFullUrls().toString());
        assertThat(status(done, 0)).as(done.body()).startsWith("201");
    }

    @Test
    void aRefusedEntryCarriesItsWholeOutcome() {
        wrong.withObject("/subject").put("reference", "Patient/nobody");
        Answer done = server.post("", BundleOf.batch().post(grade).post(wrong).toString());
        List<Issue> issues = Issue.in(done.json().at("/entry/1/response/outcome"));
        assertThat(issues).allMatch(Issue::teaches);
        assertThat(issues.stream().filter(Issue::refuses).map(Issue::rule))
                .containsExactlyInAnyOrder("myo-5", "reference-not-found");
    }

    @Test
    void anEntryThatTheStoreRefusesSaysWhy() {
        server.store(grade.toString());
        Answer done = server.post(
                "",
                BundleOf.batch()
                        .get("Observation/never-was")
                        .delete(bedside.patient())
                        .get("Observation?colour=red")
                        .post(grade)
                        .toString());
        assertThat(done.status()).isEqualTo(200);
        assertThat(status(done, 0)).startsWith("404");
        assertThat(status(done, 1)).startsWith("409");
        assertThat(status(done, 2)).startsWith("400");
        assertThat(status(done, 3)).startsWith("201");
        assertThat(problem(done, 0).code()).isEqualTo("not-found");
        assertThat(problem(done, 0).diagnostics()).startsWith("Resource Observation/never-was");
        assertThat(problem(done, 1).code()).isEqualTo("conflict");
        assertThat(problem(done, 2).diagnostics()).startsWith("Unknown search parameter \"colour\"");
    }

    private static Issue problem(Answer batch, int entry) {
        return Issue.in(batch.json().path("entry").path(entry).at("/response/outcome"))
                .get(0);
    }

    @Test
    void entriesOfABatchDoNotReferToEachOther() {
        String fullUrl = "urn:uuid:6b1f6c1e-7b5e-4b7c-9d2a-2f4f0a4b6f02";
        Answer done = server.post(
                "",
                BundleOf.batch()
                        .post(grade, fullUrl)
                        .post(bedside.exam(List.of(fullUrl)))
                        .toString());
        assertThat(status(done, 0)).startsWith("201");
        assertThat(status(done, 1)).startsWith("422");
        assertThat(Issue.in(done.json().at("/entry/1/response/outcome")).get(0).rule())
                .isEqualTo("reference-not-found");
        assertThat(server.count(own)).isEqualTo(1);
    }

    /** Each entry is judged when its turn comes, not by what was stored before the batch. */
    @Test
    void aBatchDoesNotPullAGradeFromUnderItsScore() {
        List<String> grades = bedside.store(bedside.twelve("4"));
        ObjectNode changed = (ObjectNode) server.get("/" + grades.get(0)).json();
        changed.set(
                "valueCodeableConcept",
                bedside.grade("hip-flexion", Limb.LEFT_LEG, "1").path("valueCodeableConcept"));
        Answer done = server.post(
                "",
                BundleOf.batch()
                        .post(bedside.sumScore(48, grades))
                        .put(changed, grades.get(0))
                        .toString());
        assertThat(List.of(status(done, 0).substring(0, 3), status(done, 1).substring(0, 3)))
                .containsExactlyInAnyOrder("422", status(done, 0).startsWith("201") ? "201" : "200");
    }

    @Test
    void theOrdinalIsAddedInABatchToo() {
        Answer done = server.post("", BundleOf.batch().post(grade).toString());
        assertThat(server.get("/" + location(done, 0))
                        .json()
                        .at("/valueCodeableConcept/coding/0/extension/0/valueDecimal")
                        .asText())
                .isEqualTo("3");
        assertThat(server.count(own + "&grade-order=3")).isEqualTo(1);
    }
}
