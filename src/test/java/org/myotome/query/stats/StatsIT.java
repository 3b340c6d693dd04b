package org.myotome.query.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

/** Statistics over HTTP. */
class StatsIT {

    private final RunningServer server = RunningServer.shared();
    private final Bedside bedside = Bedside.on(server);

    private Answer stats(String parameters) {
        Answer answer = server.get("/Observation/$stats?subject=" + bedside.patient() + parameters);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static List<JsonNode> all(Answer answer, String name) {
        List<JsonNode> found = new ArrayList<>();
        answer.json().path("parameter").forEach(parameter -> {
            if (parameter.path("name").asText().equals(name)) {
                found.add(parameter);
            }
        });
        return found;
    }

    private static List<JsonNode> observations(Answer answer) {
        return all(answer, "statistics").stream()
                .map(parameter -> parameter.path("resource"))
                .toList();
    }

    private static JsonNode only(Answer answer) {
        assertThat(observations(answer)).hasSize(1);
        return observations(answer).get(0);
    }

    private static List<JsonNode> components(JsonNode observation, String statistic) {
        List<JsonNode> found = new ArrayList<>();
        observation.path("component").forEach(component -> {
            assertThat(component.at("/code/coding/0/system").asText())
                    .isEqualTo("http://terminology.hl7.org/CodeSystem/observation-statistics");
            if (component.at("/code/coding/0/code").asText().equals(statistic)) {
                found.add(component);
            }
        });
        return found;
    }

    private static List<String> grades(JsonNode observation, String statistic) {
        return components(observation, statistic).stream()
                .map(component ->
                        component.at("/valueCodeableConcept/coding/0/code").asText())
                .toList();
    }

    private static double amount(JsonNode observation, String statistic) {
        assertThat(components(observation, statistic)).hasSize(1);
        return components(observation, statistic)
                .get(0)
                .at("/valueQuantity/value")
                .asDouble();
    }

    private static int count(JsonNode observation, String statistic) {
        assertThat(components(observation, statistic)).hasSize(1);
        return components(observation, statistic).get(0).path("valueInteger").asInt(-1);
    }

    private void grade(String grade) {
        server.store(bedside.grade("elbow-flexion", Limb.LEFT_ARM, grade).toString());
    }

    private ObjectNode force(String value, String unit) {
        ObjectNode force = bedside.grade("knee-extension", Limb.LEFT_LEG, "4");
        force.remove("valueCodeableConcept");
        force.set(
                "valueQuantity",
                Answer.read("{\"value\": %s, \"system\": \"http://unitsofmeasure.org\", \"code\": \"%s\"}"
                        .formatted(value, unit)));
        ((ObjectNode) force.at("/method/coding/0")).put("code", "hhd");
        return force;
    }

    @Test
    void countsAndRanksGrades() {
        List.of("1", "3", "4-minus", "5").forEach(this::grade);
        server.store(bedside.notTested("elbow-flexion", Limb.LEFT_ARM).toString());
        Answer answer =
                stats("&code=elbow-flexion&histogram=true&statistic=count,total-count,min,max,median,4-lower,4-upper");
        JsonNode observation = only(answer);
        assertThat(observation.path("status").asText()).isEqualTo("final");
        assertThat(observation.at("/subject/reference").asText()).isEqualTo(bedside.patient());
        assertThat(observation.at("/code/coding/0/code").asText()).isEqualTo("elbow-flexion");
        assertThat(observation.at("/bodySite/coding/0/code").asText()).isEqualTo("7771000");
        assertThat(observation.at("/method/text").asText()).endsWith("/mrc-muscle-grade");
        assertThat(count(observation, "count")).isEqualTo(4);
        assertThat(count(observation, "total-count")).isEqualTo(5);
        assertThat(grades(observation, "minimum")).containsExactly("1");
        assertThat(grades(observation, "maximum")).containsExactly("5");
        assertThat(grades(observation, "median")).containsExactly("3", "4-minus");
        assertThat(grades(observation, "4-lower")).containsExactly("1");
        assertThat(grades(observation, "4-upper")).containsExactly("4-minus");
        assertThat(all(answer, "histogram")).hasSize(1);
        String histogram = all(answer, "histogram").get(0).toString();
        assertThat(histogram).contains("\"not-tested\",\"valueInteger\":1").contains("\"valueCode\":\"left\"");
        assertThat(histogram.indexOf("\"4-minus\"")).isBetween(histogram.indexOf("\"3\""), histogram.indexOf("\"5\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"average", "std-dev", "sum", "variance", "4-dev", "skew", "kurtosis"})
    void refusesToComputeWithGrades(String statistic) {
        grade("4");
        Answer refused = server.get(
                "/Observation/$stats?subject=" + bedside.patient() + "&statistic=count&statistic=" + statistic);
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.issues().get(0).code()).isEqualTo("business-rule");
        assertThat(refused.issues().get(0).diagnostics())
                .startsWith("Sent: statistic " + statistic + ", of elbow-flexion on the scale ")
                .contains("\nAllowed: grades have an order")
                .contains("\nFix: ask for median");
    }

    @Test
    void computesWithForcesInOneUnitAndLeavesGradesAside() {
        server.store(bedside.grade("knee-extension", Limb.LEFT_LEG, "4").toString());
        server.store(force("100", "N").toString());
        server.store(force("30", "kg").toString());
        server.store(force("50", "N.m").toString());
        JsonNode observation = only(stats("&scale=N&statistic=average,sum,std-dev,variance,count,skew"));
        assertThat(amount(observation, "sum")).isEqualTo(394.1995);
        assertThat(amount(observation, "average")).isEqualTo(197.09975);
        assertThat(amount(observation, "variance"))
                .isCloseTo(194.1995 * 194.1995 / 2, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(components(observation, "variance")
                        .get(0)
                        .at("/valueQuantity/code")
                        .asText())
                .isEqualTo("N2");
        assertThat(components(observation, "average")
                        .get(0)
                        .at("/valueQuantity/code")
                        .asText())
                .isEqualTo("N");
        assertThat(count(observation, "count")).isEqualTo(2);
        assertThat(components(observation, "skew")
                        .get(0)
                        .at("/dataAbsentReason/coding/0/code")
                        .asText())
                .isEqualTo("not-applicable");
        assertThat(observations(stats("&code=knee-extension&statistic=count"))).hasSize(3);
        JsonNode torque = only(stats("&scale=N.m&statistic=maximum"));
        assertThat(amount(torque, "maximum")).isEqualTo(50);
    }

    @Test
    void computesWithSumScores() {
        bedside.store(List.of(
                bedside.sumScore(48, bedside.store(bedside.twelve("4"))),
                bedside.sumScore(24, bedside.store(bedside.twelve("2")))));
        JsonNode score = only(stats("&code=mrc-sum-score&statistic=average,median,variance"));
        assertThat(amount(score, "average")).isEqualTo(36);
        assertThat(amount(score, "median")).isEqualTo(36);
        assertThat(score.at("/component/0/valueQuantity/value").toString()).isEqualTo("36");
        assertThat(score.at("/component/0/valueQuantity/code").asText()).isEqualTo("{score}");
        assertThat(observations(stats("&scale=score&statistic=average"))).hasSize(1);
    }

    @Test
    void poolsSidesOnlyWhenAsked() {
        bedside.store(bedside.twelve("4"));
        assertThat(observations(stats("&statistic=count"))).hasSize(12);
        List<JsonNode> pooled = observations(stats("&statistic=count&pool-sides=true"));
        assertThat(pooled).hasSize(6).allMatch(one -> count(one, "count") == 2 && !one.has("bodySite"));
        assertThat(observations(stats("&statistic=count&side=right"))).hasSize(6);
        assertThat(observations(stats("&statistic=count&code:in=lower-limb-movement&side=left")))
                .hasSize(3);
    }

    @Test
    void countsWhatIsFinalInItsCurrentVersion() {
        grade("5");
        server.store(bedside.grade("elbow-flexion", Limb.LEFT_ARM, "1")
                .put("status", "preliminary")
                .toString());
        server.store(bedside.grade("elbow-flexion", Limb.LEFT_ARM, "2")
                .put("status", "entered-in-error")
                .toString());
        assertThat(grades(only(stats("&statistic=minimum")), "minimum")).containsExactly("5");
        assertThat(grades(only(stats("&statistic=minimum&preliminary=true")), "minimum"))
                .containsExactly("1");
        String corrected =
                server.store(bedside.grade("elbow-flexion", Limb.LEFT_ARM, "0").toString());
        server.put(
                "/" + corrected,
                bedside.grade("elbow-flexion", Limb.LEFT_ARM, "3")
                        .put("id", corrected.substring(corrected.indexOf('/') + 1))
                        .put("status", "corrected")
                        .toString());
        assertThat(grades(only(stats("&statistic=minimum")), "minimum")).containsExactly("3");
        server.delete("/" + corrected);
        assertThat(grades(only(stats("&statistic=minimum")), "minimum")).containsExactly("5");
    }

    @Test
    void looksAtAPeriodOrAtTheLastHours() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        server.store(bedside.grade("elbow-flexion", Limb.LEFT_ARM, "2")
                .put("effectiveDateTime", now.minus(90, ChronoUnit.MINUTES).toString())
                .toString());
        server.store(bedside.grade("elbow-flexion", Limb.LEFT_ARM, "3")
                .put("effectiveDateTime", "2026-03-05T10:00:00Z")
                .toString());
        JsonNode recent = only(stats("&statistic=count&duration=2"));
        assertThat(count(recent, "count")).isEqualTo(1);
        assertThat(recent.at("/effectivePeriod/start").asText()).isNotEmpty();
        assertThat(observations(stats("&statistic=count&duration=1.25"))).isEmpty();
        JsonNode march = only(stats("&statistic=minimum&period=2026-03/2026-03-31"));
        assertThat(grades(march, "minimum")).containsExactly("3");
        assertThat(Instant.parse(march.at("/effectivePeriod/start").asText().replace("+00:00", "Z")))
                .isEqualTo("2026-03-01T00:00:00Z");
        assertThat(observations(stats("&statistic=count&period=/2026-03-04"))).isEmpty();
    }

    @Test
    void answersAPostedQuestionAlikeAndReturnsSources() {
        grade("4");
        Answer posted = server.post("/Observation/$stats", """
                {"resourceType": "Parameters", "parameter": [
                  {"name": "subject", "valueUri": "%s/%s"},
                  {"name": "coding", "valueCoding": {
                    "system": "https://w3id.org/myotome/CodeSystem/tested-movement", "code": "elbow-flexion"}},
                  {"name": "period", "valuePeriod": {"start": "2026-11-20", "end": "2026-11-20"}},
                  {"name": "statistic", "valueCode": "count"},
                  {"name": "include", "valueBoolean": true},
                  {"name": "limit", "valuePositiveInt": 5}]}""".formatted(server.base(), bedside.patient()));
        assertThat(posted.status()).as(posted.body()).isEqualTo(200);
        assertThat(count(only(posted), "count")).isEqualTo(1);
        assertThat(all(posted, "source")).hasSize(1);
        assertThat(all(posted, "source")
                        .get(0)
                        .at("/resource/valueCodeableConcept/coding/0/code")
                        .asText())
                .isEqualTo("4");
    }

    @Test
    void returnsAtMostAsManySourcesAsAsked() {
        List.of("1", "2", "3").forEach(this::grade);
        server.store(bedside.notTested("elbow-flexion", Limb.LEFT_ARM).toString());
        assertThat(all(stats("&statistic=count&include=true"), "source")).hasSize(3);
        assertThat(all(stats("&statistic=count&include=true&limit=2"), "source"))
                .hasSize(2);
        assertThat(all(stats("&statistic=count&limit=nonsense"), "source")).isEmpty();
    }

    @Test
    void takesSeveralPatientsAndAll() {
        Bedside other = Bedside.on(server);
        grade("4");
        server.store(other.grade("elbow-flexion", Limb.LEFT_ARM, "2").toString());
        Answer both = server.get(
                "/Observation/$stats?patient=" + bedside.patient() + "," + other.patient()
                        + "&statistic=minimum,count&code=elbow-flexion&system=https://w3id.org/myotome/CodeSystem/tested-movement");
        assertThat(grades(only(both), "minimum")).containsExactly("2");
        assertThat(only(both).has("subject")).isFalse();
        Answer all =
                server.get("/Observation/$stats?statistic=count&code=elbow-flexion&side=left&scale=mrc-muscle-grade");
        assertThat(count(only(all), "count")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void answersACodeOfWhichThereIsNothing() {
        JsonNode nothing = only(stats("&code=hip-flexion&statistic=count,median,average"));
        assertThat(count(nothing, "count")).isZero();
        assertThat(components(nothing, "median").get(0).has("dataAbsentReason")).isTrue();
        assertThat(components(nothing, "average").get(0).has("dataAbsentReason"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "statistic=mean, total-count",
        "statistic=regression, strength-trend",
        "code=elbow-flexion, statistic",
        "statistic=count&system=http://loinc.org, system",
        "statistic=count&code=strength-exam, exam",
        "statistic=count&code=elbow, tested-movement",
        "statistic=count&duration=0, hours",
        "statistic=count&duration=1e9, hours",
        "statistic=count&duration=1&period=2026/2026, period",
        "statistic=count&period=2026, start/end",
        "statistic=count&period=2026/2025, ends before",
        "statistic=count&scale=oxford, mrc-muscle-grade",
        "statistic=count&pool-sides=yes, pool-sides",
        "statistic=count&include=true&limit=0, limit",
        "statistic=count&subject=http://example.org/fhir/Patient/1, Patient/[id]",
        "statistic=count&_summary=count, _summary",
        "statistic=count&date=2026, date"
    })
    void saysWhatIsWrong(String parameters, String word) {
        Answer refused = server.get("/Observation/$stats?" + parameters);
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.issues().get(0).diagnostics()).contains(word);
    }

    @Test
    void knowsNobodyWhoIsNotStored() {
        assertThat(server.get("/Observation/$stats?statistic=count&subject=Patient/nobody-like-this")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void isDefinedAndClaimed() {
        assertThat(server.get("/OperationDefinition/stats").json().path("base").asText())
                .isEqualTo("http://hl7.org/fhir/OperationDefinition/Observation-stats");
        assertThat(server.get("/metadata").body()).contains("https://w3id.org/myotome/OperationDefinition/stats");
    }
}
