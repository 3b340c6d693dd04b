package org.myotome.query.lastn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;
import org.myotome.StorageDependent;

/** The latest results over HTTP. */
@StorageDependent
class LastnIT {

    private final RunningServer server = RunningServer.shared();
    private final Bedside bedside = Bedside.on(server);

    private Answer last(String parameters) {
        Answer answer = server.get("/Observation/$lastn?patient=" + bedside.patient() + parameters);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private String store(ObjectNode observation, String time) {
        return server.store(observation.put("effectiveDateTime", time).toString());
    }

    private ObjectNode elbow(String grade) {
        return bedside.grade("elbow-flexion", Limb.LEFT_ARM, grade);
    }

    @Test
    void givesTheLatestOfEachMovementAndSide() {
        store(elbow("2"), "2026-03-01T08:00:00Z");
        String left = store(elbow("3"), "2026-03-02T08:00:00Z");
        String right = store(bedside.grade("elbow-flexion", Limb.RIGHT_ARM, "5"), "2026-03-01T08:00:00Z");
        String neck = store(bedside.grade("neck-flexion", Limb.NECK, "4"), "2026-03-03T08:00:00Z");
        Answer answer = last("");
        assertThat(answer.references()).containsExactly(neck, left, right);
        JsonNode bundle = answer.json();
        assertThat(bundle.path("type").asText()).isEqualTo("searchset");
        assertThat(bundle.path("total").asInt()).isEqualTo(3);
        assertThat(bundle.at("/entry/0/search/mode").asText()).isEqualTo("match");
        assertThat(bundle.at("/entry/0/fullUrl").asText()).isEqualTo(server.base() + "/" + neck);
        assertThat(bundle.at("/entry/0/resource"))
                .isEqualTo(server.get("/" + neck).json());
    }

    @Test
    void givesAllThatShareTheMomentOfTheLast() {
        String first = store(elbow("2"), "2026-03-01T09:00:00+01:00");
        String second = store(elbow("3"), "2026-03-01T08:00:00Z");
        store(elbow("4"), "2026-02-01T08:00:00Z");
        assertThat(last("").references()).containsExactly(second, first);
        assertThat(last("&max=2").references()).containsExactly(second, first);
        assertThat(last("&max=3").references()).hasSize(3);
    }

    @Test
    void takesWhatCouldNotBeTestedForTheLatestThatIsKnown() {
        store(elbow("2"), "2026-03-01T08:00:00Z");
        String notTested = store(bedside.notTested("elbow-flexion", Limb.LEFT_ARM), "2026-03-02T08:00:00Z");
        assertThat(last("").references()).containsExactly(notTested);
    }

    @Test
    void leavesOutWhatIsPreliminaryUnlessAskedAndWhatIsWithdrawnAlways() {
        String usual = store(elbow("2"), "2026-03-01T08:00:00Z");
        String early = store(elbow("3").put("status", "preliminary"), "2026-03-02T08:00:00Z");
        store(elbow("4").put("status", "entered-in-error"), "2026-03-03T08:00:00Z");
        assertThat(last("").references()).containsExactly(usual);
        assertThat(last("&preliminary=true").references()).containsExactly(early);
        assertThat(last("&status=preliminary").references()).containsExactly(early);
        assertThat(last("&status=final,preliminary&max=5").references()).containsExactly(early, usual);
    }

    @Test
    void tellsFinalFromAmended() {
        String usual = store(elbow("2"), "2026-03-01T08:00:00Z");
        String amended = store(elbow("3").put("status", "amended"), "2026-03-02T08:00:00Z");
        assertThat(last("").references()).containsExactly(amended);
        assertThat(last("&status=final").references()).containsExactly(usual);
        assertThat(last("&status=http://hl7.org/fhir/observation-status%7Cfinal")
                        .references())
                .containsExactly(usual);
    }

    @Test
    void givesExamsOnlyToWhoAsks() {
        List<String> grades = bedside.store(bedside.twelve("4"));
        String score = server.store(bedside.sumScore(48, grades).toString());
        String exam = server.store(bedside.exam(grades).toString());
        assertThat(last("").references()).hasSize(13).contains(score).doesNotContain(exam);
        assertThat(last("&code=strength-exam").references()).containsExactly(exam);
        assertThat(last("&code:in=lower-limb-movement&side=left").references()).hasSize(3);
        assertThat(last("&code=mrc-sum-score").references()).containsExactly(score);
    }

    @Test
    void looksAtMethodAndDate() {
        String grade = store(elbow("3"), "2026-03-01T08:00:00Z");
        ObjectNode force = elbow("3");
        force.remove("valueCodeableConcept");
        force.set(
                "valueQuantity",
                Answer.read("{\"value\": 100, \"system\": \"http://unitsofmeasure.org\", \"code\": \"N\"}"));
        ((ObjectNode) force.at("/method/coding/0")).put("code", "hhd");
        String newton = store(force, "2026-03-02T08:00:00Z");
        assertThat(last("").references()).containsExactly(newton);
        assertThat(last("&method=mrc-0-5,mrc-expanded").references()).containsExactly(grade);
        assertThat(last("&date=lt2026-03-02").references()).containsExactly(grade);
        assertThat(last("&date=ge2026-03-01&date=le2026-03-01").references()).containsExactly(grade);
        assertThat(last("&date=gt2026-03-02").references()).isEmpty();
    }

    @Test
    void answersNothingWithAnEmptySearchSet() {
        Answer answer = last("&category=exam");
        assertThat(answer.references()).isEmpty();
        assertThat(answer.json().path("total").asInt(-1)).isZero();
    }

    @Test
    void followsCorrectionAndDeletion() {
        String old = store(elbow("2"), "2026-03-01T08:00:00Z");
        String latest = store(elbow("3"), "2026-03-02T08:00:00Z");
        String id = latest.substring(latest.indexOf('/') + 1);
        server.put(
                "/" + latest,
                elbow("4")
                        .put("effectiveDateTime", "2026-02-01T08:00:00Z")
                        .put("id", id)
                        .put("status", "corrected")
                        .toString());
        assertThat(last("").references()).containsExactly(old);
        server.delete("/" + old);
        Answer corrected = last("");
        assertThat(corrected.references()).containsExactly(latest);
        assertThat(corrected.json().at("/entry/0/resource/meta/versionId").asText())
                .isEqualTo("2");
        server.delete("/" + latest);
        assertThat(last("").references()).isEmpty();
    }

    @Test
    void answersAPostedQuestionAlike() {
        store(elbow("2"), "2026-03-01T08:00:00Z");
        String latest = store(elbow("3"), "2026-03-02T08:00:00Z");
        Answer posted = server.post("/Observation/$lastn", """
                {"resourceType": "Parameters", "parameter": [
                  {"name": "subject", "valueReference": {"reference": "%s/%s"}},
                  {"name": "max", "valuePositiveInt": 1},
                  {"name": "code", "valueCoding": {
                    "system": "https://w3id.org/myotome/CodeSystem/tested-movement", "code": "elbow-flexion"}}]}""".formatted(server.base(), bedside.patient()));
        assertThat(posted.status()).as(posted.body()).isEqualTo(200);
        assertThat(posted.references()).containsExactly(latest);
        assertThat(server.get(posted.json().at("/link/0/url").asText()).references())
                .containsExactly(latest);
    }

    @Test
    void pagesThroughSeveralPatientsWithoutALossOrARepetition() {
        Bedside other = Bedside.on(server);
        Bedside nobody = Bedside.on(server);
        List<String> expected = new ArrayList<>();
        for (Bedside one : List.of(bedside, other)) {
            for (int day = 9; day > 4; day--) {
                ObjectNode grade = one.grade("elbow-flexion", Limb.LEFT_ARM, "3");
                expected.add(store(grade, "2026-03-0" + day + "T08:00:00Z"));
            }
        }
        String patients = "/Observation/$lastn?max=9&patient="
                + String.join(",", bedside.patient(), nobody.patient(), other.patient());
        Answer all = server.get(patients);
        assertThat(all.references()).containsExactlyElementsOf(expected);
        assertThat(all.next()).isEmpty();
        for (int count = 1; count <= 10; count++) {
            List<String> seen = new ArrayList<>();
            String next = patients + "&_count=" + count;
            while (!next.isEmpty()) {
                Answer page = server.get(next);
                assertThat(page.references()).isNotEmpty().hasSizeLessThanOrEqualTo(count);
                seen.addAll(page.references());
                next = page.next();
            }
            assertThat(seen).as("pages of " + count).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void pageStaysWhereItWasWhenAResultComesBetween() {
        List<String> stored = new ArrayList<>();
        for (int day = 3; day > 0; day--) {
            stored.add(store(elbow("3"), "2026-03-0" + day + "T08:00:00Z"));
        }
        Answer first = last("&max=9&_count=2");
        assertThat(first.references()).containsExactlyElementsOf(stored.subList(0, 2));
        assertThat(first.json().has("total")).isFalse();
        store(elbow("4"), "2026-03-09T08:00:00Z");
        server.delete("/" + stored.get(0));
        assertThat(server.get(first.next()).references()).containsExactly(stored.get(2));
    }

    @ParameterizedTest
    @CsvSource({
        "max=0, max",
        "max=all, max",
        "code=elbow, tested-movement",
        "code:in=nothing, code:in",
        "side=both, 'left, right or none'",
        "date=yesterday, date",
        "status=entered-in-error, status",
        "status=final&preliminary=true, preliminary",
        "status=http://example.org%7Cfinal, status",
        "category=vital-signs, category",
        "method=guess, mrc-expanded",
        "_summary=true, _summary",
        "_elements=code, _elements",
        "_include=Observation:subject, _include",
        "_sort=date, _sort",
        "_count=0, _count",
        "_cursor=abc, _cursor",
        "value-quantity=3, value-quantity"
    })
    void saysWhatIsWrong(String parameter, String word) {
        Answer refused = server.get("/Observation/$lastn?patient=" + bedside.patient() + "&" + parameter);
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.issues()).isNotEmpty();
        assertThat(refused.issues().get(0).diagnostics()).contains(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Practitioner/1", "http://example.org/fhir/Patient/1", "Patient?name=x"})
    void asksForAPatientOfThisServer(String subject) {
        Answer refused = server.get("/Observation/$lastn?subject=" + subject);
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.issues().get(0).diagnostics()).contains("Patient/[id]");
    }

    @Test
    void knowsNobodyWhoIsNotStored() {
        assertThat(server.get("/Observation/$lastn?patient=nobody-like-this").status())
                .isEqualTo(404);
        assertThat(server.get("/Observation/$lastn").issues().get(0).code()).isEqualTo("required");
        server.delete("/" + bedside.patient());
        assertThat(server.get("/Observation/$lastn?patient=" + bedside.patient())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void isDefinedAndClaimed() {
        Answer definition = server.get("/OperationDefinition/lastn");
        assertThat(definition.json().path("base").asText())
                .isEqualTo("http://hl7.org/fhir/OperationDefinition/Observation-lastn");
        assertThat(server.get("/metadata").body()).contains("https://w3id.org/myotome/OperationDefinition/lastn");
    }
}
