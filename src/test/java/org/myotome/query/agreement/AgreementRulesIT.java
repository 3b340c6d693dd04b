package org.myotome.query.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.query.agreement.AgreementParts.part;
import static org.myotome.query.agreement.AgreementParts.parts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;

/** What is a pair and what is not, and what is refused, over HTTP. */
class AgreementRulesIT {

    private static final RunningServer SERVER = RunningServer.shared();

    private static Bedside another(Bedside bedside) {
        return new Bedside(SERVER, bedside.patient(), SERVER.store(Bedside.person("Practitioner")));
    }

    private static void store(ObjectNode observation) {
        SERVER.store(observation.toString());
    }

    private static ObjectNode at(ObjectNode grade, String time) {
        return grade.put("effectiveDateTime", time);
    }

    private static Answer ask(String parameters) {
        return SERVER.get("/Observation/$agreement?" + parameters);
    }

    @Test
    void fewPairsHaveATableAndNoCoefficient() {
        Bedside one = Bedside.on(SERVER);
        store(one.grade("elbow-flexion", Limb.LEFT_ARM, "5"));
        store(another(one).grade("elbow-flexion", Limb.LEFT_ARM, "4"));
        JsonNode agreement = part(ask("patient=" + one.patient()).json(), "agreement");
        assertThat(parts(agreement, "coefficient")).isEmpty();
        assertThat(part(agreement, "note").path("valueString").asText()).contains("there are 1", "at least 10");
        JsonNode grade = parts(agreement, "grade").get(7);
        assertThat(part(grade, "grade").at("/valueCoding/code").asText()).isEqualTo("5");
        assertThat(part(grade, "agreement").path("valueDecimal").asDouble()).isZero();
    }

    /** Sides, movements, times and patients that differ, NT, withdrawn grades, one rater twice. */
    @Test
    void whatIsNoPairIsNone() {
        Bedside one = Bedside.on(SERVER);
        Bedside two = another(one);
        store(one.grade("elbow-flexion", Limb.LEFT_ARM, "5"));
        store(one.grade("elbow-flexion", Limb.LEFT_ARM, "5"));
        store(two.grade("elbow-flexion", Limb.RIGHT_ARM, "5"));
        store(two.grade("elbow-extension", Limb.LEFT_ARM, "5"));
        store(two.notTested("elbow-flexion", Limb.LEFT_ARM));
        store(two.manualTest("elbow-flexion", Limb.LEFT_ARM, 10));
        store(at(two.grade("elbow-flexion", Limb.LEFT_ARM, "5"), "2026-11-22T09:30:00+01:00"));
        store(at(two.grade("elbow-flexion", Limb.LEFT_ARM, "5"), "2026-11"));
        store(two.grade("elbow-flexion", Limb.LEFT_ARM, "5").put("status", "entered-in-error"));
        JsonNode answer = ask("patient=" + one.patient()).json();
        assertThat(parts(answer, "agreement")).isEmpty();
        assertThat(part(answer, "pairs").path("valueInteger").asInt()).isZero();
        assertThat(part(answer, "note").path("valueString").asText()).contains("PT24H");
    }

    @Test
    void twoScalesAreNotMixed() {
        Bedside one = Bedside.on(SERVER);
        Bedside two = another(one);
        for (Bedside tester : List.of(one, two)) {
            store(tester.grade("elbow-flexion", Limb.LEFT_ARM, "5"));
            store(tester.manualTest("elbow-flexion", Limb.LEFT_ARM, 10));
            store(tester.motorValue("c5", Limb.LEFT_ARM, "3-star"));
            store(tester.motorValue("c6", Limb.LEFT_ARM, "nt"));
        }
        Answer refused = ask("patient=" + one.patient());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.refusal().diagnostics())
                .contains("mrc-muscle-grade (1 pairs)", "mmt-grade (1 pairs)", "isncsci-motor-value (1 pairs)");
        for (String scale :
                List.of("mrc-muscle-grade", "https://w3id.org/myotome/CodeSystem/mmt-grade", "isncsci-motor-value")) {
            JsonNode answer =
                    ask("patient=" + one.patient() + "&scale=" + scale).json();
            assertThat(part(answer, "pairs").path("valueInteger").asInt()).isEqualTo(1);
            assertThat(part(answer, "scale").path("valueUri").asText()).endsWith(scale);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "within=P31D, 30 days",
        "within=PT0S, 30 days",
        "within=soon, ISO 8601",
        "within=-1h, ISO 8601",
        "scale=borg, mrc-muscle-grade",
        "performer=Practitioner/1, twice",
        "performer=Practitioner/1&performer=x, reference",
        "by=patient, item",
        "side=up, left",
        "code=nose, tested-movement",
        "code:in=nose, lower-limb-movement",
        "start=2027&end=2026, ends before",
        "colour=red, Valid parameters",
        "patient=Practitioner/1, names no patient"
    })
    void whatIsWrongIsExplained(String parameters, String hint) {
        Answer refused = ask(parameters);
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.refusal().diagnostics()).contains(hint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"patient=no-such", "performer=Practitioner/no-such&performer=Practitioner/none"})
    void whoIsNotThereIsNotFound(String parameters) {
        Answer refused = ask(parameters);
        assertThat(refused.status()).as(refused.body()).isEqualTo(404);
        assertThat(refused.refusal().diagnostics()).contains("no-such").contains("Search it with");
    }

    @Test
    void itIsInTheCapabilityStatement() {
        String operations = StreamSupport.stream(
                        SERVER.get("/metadata").json().at("/rest/0/resource").spliterator(), false)
                .filter(resource -> resource.path("type").asText().equals("Observation"))
                .map(resource -> resource.path("operation").toString())
                .collect(Collectors.joining());
        assertThat(operations).contains("OperationDefinition/agreement");
        assertThat(SERVER.get("/OperationDefinition/agreement").status()).isEqualTo(200);
    }
}
