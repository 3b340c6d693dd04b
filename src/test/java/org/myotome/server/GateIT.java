package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Answer.Issue;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;

/** Which profile a resource is judged by, whatever it claims and wherever it stands, and what the server adds to it. */
class GateIT {

    private static final String PROFILE = "https://w3id.org/myotome/StructureDefinition/mrc-muscle-strength";

    private final RunningServer server = RunningServer.shared();
    private final Bedside bedside = Bedside.on(server);
    private final ObjectNode grade = bedside.grade("elbow-flexion", Limb.LEFT_ARM, "4-minus");
    private final ObjectNode wrong = bedside.grade("elbow-flexion", Limb.LEFT_LEG, "3");
    private final String own = "/Observation?subject=" + bedside.patient();

    @Test
    void theProfileThatFitsIsAdded() {
        Answer stored = server.post("/Observation", grade.toString());
        assertThat(stored.status()).isEqualTo(201);
        assertThat(stored.json().at("/meta/profile/0").asText()).isEqualTo(PROFILE);
        assertThat(server.count(own + "&_profile=" + PROFILE)).isEqualTo(1);
        List<String> grades = bedside.store(bedside.twelve("4"));
        Answer score = server.post("/Observation", bedside.sumScore(48, grades).toString());
        assertThat(score.json().at("/meta/profile/0").asText()).endsWith("/mrc-sum-score");
        Answer exam = server.post("/Observation", bedside.exam(grades).toString());
        assertThat(exam.json().at("/meta/profile/0").asText()).endsWith("/strength-exam");
    }

    @Test
    void theOrdinalIsAddedWhereItIsMissing() {
        Answer stored = server.post("/Observation", grade.toString());
        assertThat(stored.json()
                        .at("/valueCodeableConcept/coding/0/extension/0/url")
                        .asText())
                .isEqualTo("http://hl7.org/fhir/StructureDefinition/ordinalValue");
        assertThat(stored.json()
                        .at("/valueCodeableConcept/coding/0/extension/0/valueDecimal")
                        .asText())
                .isEqualTo("3.67");
        assertThat(server.count(own + "&grade-order=3.67")).isEqualTo(1);
    }

    @Test
    void anOrdinalThatIsSentMustBeRight() {
        ((ObjectNode) grade.at("/valueCodeableConcept/coding/0"))
                .putArray("extension")
                .addObject()
                .put("url", "http://hl7.org/fhir/StructureDefinition/ordinalValue")
                .put("valueDecimal", 3.5);
        Answer refused = server.post("/Observation", grade.toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusal().rule()).isEqualTo("myo-2");
        assertThat(refused.refusal().diagnostics()).contains("3.67");
        assertThat(server.count(own)).isZero();
    }

    @Test
    void aForeignProfileIsAWarningAndMyotomesIsStillEnforced() {
        String foreign = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-observation-clinical-result";
        grade.withObject("/meta").putArray("profile").add(foreign);
        Answer stored = server.post("/Observation", grade.toString());
        assertThat(stored.status()).isEqualTo(201);
        assertThat(stored.json().at("/meta/profile").toString()).contains(foreign, PROFILE);
        wrong.withObject("/meta").putArray("profile").add(foreign);
        Answer refused = server.post("/Observation", wrong.toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusal().rule()).isEqualTo("myo-5");
        assertThat(refused.issues())
                .anyMatch(issue ->
                        issue.severity().equals("warning") && issue.rule().equals("profile-unknown"));
        assertThat(server.count(own)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PROFILE + "|0.0.1",
                PROFILE + "|0.1.0",
                "https://w3id.org/myotome/StructureDefinition/strength-exam"
            })
    void noClaimBypassesTheProfileThatFits(String claim) {
        wrong.withObject("/meta").putArray("profile").add(claim);
        Answer refused = server.post("/Observation", wrong.toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusals()).contains("myo-5");
        assertThat(refused.issues()).allMatch(Issue::teaches);
        assertThat(server.count(own)).isZero();
    }

    @Test
    void aGradeUnderALocalCodeIsJudgedByItsValue() {
        ObjectNode coding = (ObjectNode) grade.at("/code/coding/0");
        coding.put("system", "https://example.org/local").put("code", "biceps");
        Answer refused = server.post("/Observation", grade.toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusal().path()).startsWith("Observation.code");
        assertThat(refused.refusal().teaches()).isTrue();
        assertThat(server.count(own)).isZero();
    }

    @Test
    void whatIsAllowedIsThatOfTheSlice() {
        grade.withObject("/bodySite")
                .withArray("coding")
                .addObject()
                .put("system", "urn:iso:std:iso:11073:10101")
                .put("code", "459380");
        Answer refused = server.post("/Observation", grade.toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.issues().get(0).path()).isEqualTo("Observation.bodySite.coding[1]");
        assertThat(refused.issues().get(0).diagnostics())
                .contains("Sent: urn:iso:std:iso:11073:10101|459380", "ValueSet/muscle-with-side")
                .doesNotContain("Right upper limb");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        grade.remove(List.of("performer", "effectiveDateTime", "method"));
        grade.withObject("/subject").put("reference", "Patient/nobody");
        Answer refused = server.post("/Observation", grade.toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.issues().stream().map(Issue::path))
                .contains(
                        "Observation.performer", "Observation.effective", "Observation.method", "Observation.subject");
        assertThat(refused.issues()).allMatch(Issue::teaches);
    }

    @Test
    void xmlGetsTheSameVerdict() {
        String stored =
                server.store(bedside.grade("elbow-flexion", Limb.LEFT_ARM, "3").toString());
        String xml = server.get("/" + stored, "Accept", "application/fhir+xml")
                .body()
                .replace("80768000", "32153003")
                .replaceFirst("<id value=\"[^\"]*\"/>", "");
        Answer refused = server.post(
                "/Observation", xml, "Content-Type", "application/fhir+xml", "Accept", "application/fhir+json");
        Answer fromJson = server.post("/Observation", wrong.toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.issues()).isEqualTo(fromJson.issues());
        Answer inXml = server.post("/Observation", xml, "Content-Type", "application/fhir+xml");
        assertThat(inXml.status()).isEqualTo(422);
        assertThat(inXml.body()).contains("myo-5");
        assertThat(server.count(own)).isEqualTo(1);
    }
}
