package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.BundleOf;
import org.myotome.RunningServer;

/** A grade inside another resource passes the same gate. */
class NestedGradesIT {

    private final RunningServer server = RunningServer.shared();
    private final Bedside bedside = Bedside.on(server);
    private final ObjectNode grade = bedside.grade("elbow-flexion", Limb.LEFT_ARM, "4-minus");
    private final ObjectNode wrong = bedside.grade("elbow-flexion", Limb.LEFT_LEG, "3");

    @Test
    void containedGradesAreJudged() {
        ObjectNode report = report(wrong);
        Answer refused = server.post("/DiagnosticReport", report.toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusals()).containsExactly("myo-5");
        assertThat(refused.refusal().path()).startsWith("DiagnosticReport.contained[0]");
        assertThat(server.count("/DiagnosticReport?subject=" + bedside.patient()))
                .isZero();
        assertThat(server.post("/DiagnosticReport", report(grade).toString()).status())
                .isEqualTo(201);
    }

    @Test
    void containedGradesObeyTheRulesBeyondProfiles() {
        ObjectNode muscle = grade.withObject("/bodySite").withArray("coding").addObject();
        muscle.put("system", "urn:iso:std:iso:11073:10101").put("code", "459701");
        Answer alone = server.post("/Observation", grade.toString());
        Answer refused = server.post("/DiagnosticReport", report(grade).toString());
        assertThat(alone.status()).isEqualTo(422);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusals()).isEqualTo(alone.refusals());
    }

    @Test
    void gradesInAStoredBundleAreJudged() {
        String patient = "urn:uuid:0c6e5f6a-4a0a-4f6c-8a77-0b6b0a4b6f01";
        ObjectNode person = (ObjectNode) Answer.read(Bedside.person("Patient"));
        for (ObjectNode one : List.of(wrong, grade)) {
            one.withObject("/subject").put("reference", patient);
            BundleOf collection = BundleOf.type("collection")
                    .hold(person, patient)
                    .hold(one, "urn:uuid:0c6e5f6a-4a0a-4f6c-8a77-0b6b0a4b6f02");
            int before = server.count("/Bundle");
            Answer answer = server.post("/Bundle", collection.toString());
            assertThat(answer.status()).as(answer.body()).isEqualTo(one == wrong ? 422 : 201);
            if (one == wrong) {
                assertThat(answer.refusals()).containsExactly("myo-5");
                assertThat(answer.refusal().path()).startsWith("Bundle.entry[1].resource");
            }
            assertThat(server.count("/Bundle") - before).isEqualTo(one == wrong ? 0 : 1);
        }
    }

    private ObjectNode report(ObjectNode contained) {
        ObjectNode report = (ObjectNode) Answer.read("""
                {"resourceType": "DiagnosticReport", "status": "final", "code": {"text": "Strength"},
                 "subject": {"reference": "%s"}, "result": [{"reference": "#grade"}]}""".formatted(bedside.patient()));
        ObjectNode inside = contained.deepCopy().put("id", "grade");
        inside.remove("meta");
        report.putArray("contained").add(inside);
        return report;
    }
}
