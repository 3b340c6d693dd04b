package org.myotome.query.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.myotome.query.agreement.AgreementParts.cells;
import static org.myotome.query.agreement.AgreementParts.coefficient;
import static org.myotome.query.agreement.AgreementParts.part;
import static org.myotome.query.agreement.AgreementParts.parts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;

/** What two raters found in the same patients, over HTTP. */
class AgreementIT {

    private static final RunningServer SERVER = RunningServer.shared();
    private static final List<String> GRADES = List.of("0", "1", "2", "3", "4-minus", "4", "4-plus", "5");
    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-11-20T12:00:00+01:00");

    /** A second tester of the same patient. */
    private static Bedside another(Bedside bedside) {
        return new Bedside(SERVER, bedside.patient(), SERVER.store(Bedside.person("Practitioner")));
    }

    private static ObjectNode at(ObjectNode grade, String time) {
        return grade.put("effectiveDateTime", time);
    }

    private static void store(ObjectNode observation) {
        SERVER.store(observation.toString());
    }

    private static Answer ask(String parameters) {
        return SERVER.get("/Observation/$agreement?" + parameters);
    }

    /** Twelve patients and three raters at random, with everything that must not count. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isWhatTheResourcesSay(long seed) {
        Random random = new Random(seed);
        List<String> raters = IntStream.range(0, 3)
                .mapToObj(i -> SERVER.store(Bedside.person("Practitioner")))
                .toList();
        List<String> patients = IntStream.range(0, 12)
                .mapToObj(i -> SERVER.store(Bedside.person("Patient")))
                .toList();
        for (int i = 0; i < 200; i++) {
            Bedside bedside = new Bedside(SERVER, patients.get(random.nextInt(12)), raters.get(random.nextInt(3)));
            String movement = random.nextBoolean() ? "elbow-flexion" : "wrist-extension";
            Limb limb = random.nextBoolean() ? Limb.LEFT_ARM : Limb.RIGHT_ARM;
            ObjectNode observation = switch (random.nextInt(12)) {
                case 0 -> bedside.notTested(movement, limb);
                case 1 -> bedside.manualTest(movement, limb, random.nextInt(11));
                default -> bedside.grade(movement, limb, GRADES.get(random.nextInt(8)));
            };
            observation.put("status", random.nextInt(8) == 0 ? "preliminary" : "final");
            String time = NOON.plusHours(random.nextInt(72)).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
            String reference = SERVER.store(at(observation, time).toString());
            if (random.nextInt(10) == 0) {
                SERVER.delete("/" + reference);
            } else if (random.nextInt(10) == 0) {
                observation.put("id", reference.split("/")[1]).put("status", "entered-in-error");
                assertThat(SERVER.put("/" + reference, observation.toString()).status())
                        .isEqualTo(200);
            }
        }
        String of = "patient=" + String.join(",", patients) + "&scale=mrc-muscle-grade";
        List<JsonNode> stored = resources("/Observation?patient=" + String.join(",", patients) + "&_count=500");
        Set<String> finals = Set.of("final");
        NaiveAgreement all = new NaiveAgreement(stored, finals, Set.of());
        for (int hours : List.of(1, 6, 24, 72)) {
            JsonNode answer = ask(of + "&within=" + hours + "h").json();
            Map<String, Integer> expected = all.cells(hours, "", false);
            assertThat(cells(answer)).as(answer.toString()).isEqualTo(expected);
            assertThat(part(answer, "grades").path("valueInteger").asInt()).isEqualTo(all.grades());
            if (hours >= 24) {
                assertThat(part(coefficient(part(answer, "agreement"), "kappa-quadratic"), "value")
                                .path("valueDecimal")
                                .asDouble())
                        .isCloseTo(NaiveAgreement.quadraticKappa(expected), within(1e-6));
            }
        }
        assertThat(cells(ask(of + "&by=item&within=PT48H").json())).isEqualTo(all.cells(48, "", true));
        assertThat(cells(ask(of + "&preliminary=true").json()))
                .isEqualTo(new NaiveAgreement(stored, Set.of("final", "preliminary"), Set.of()).cells(24, "", false));
        NaiveAgreement two = new NaiveAgreement(stored, finals, Set.of(raters.get(2), raters.get(0)));
        JsonNode answer = ask(of + "&performer=" + raters.get(2) + "&performer=" + raters.get(0) + "&within=P3D")
                .json();
        assertThat(cells(answer)).isEqualTo(two.cells(72, raters.get(2), false));
        assertThat(part(part(answer, "agreement"), "rater1")
                        .at("/valueReference/reference")
                        .asText())
                .isEqualTo(raters.get(2));
    }

    private static List<JsonNode> resources(String search) {
        List<JsonNode> found = new ArrayList<>();
        Answer page = SERVER.get(search);
        while (true) {
            page.json().path("entry").forEach(entry -> found.add(entry.path("resource")));
            if (page.next().isEmpty()) {
                return found;
            }
            page = SERVER.get(page.next());
        }
    }

    @Test
    void twoRatersAreTheSameThroughoutAndPostIsLikeGet() {
        Bedside one = Bedside.on(SERVER);
        Bedside two = another(one);
        List<String> movements =
                List.of("shoulder-abduction", "elbow-flexion", "elbow-extension", "wrist-extension", "wrist-flexion");
        for (String movement : movements) {
            for (Limb limb : List.of(Limb.LEFT_ARM, Limb.RIGHT_ARM)) {
                // The second rater is earlier as often as later.
                boolean later = limb == Limb.LEFT_ARM;
                store(at(one.grade(movement, limb, "4"), "2026-11-20T10:00:00+01:00"));
                store(at(
                        two.grade(movement, limb, movement.equals("elbow-flexion") ? "4-minus" : "4"),
                        later ? "2026-11-20T09:30:00Z" : "2026-11-20T08:30:00Z"));
            }
        }
        Answer got = ask("patient=" + one.patient());
        JsonNode agreement = part(got.json(), "agreement");
        assertThat(cells(got.json())).isEqualTo(Map.of(": 4 / 4-minus", 2, ": 4 / 4", 8));
        assertThat(part(agreement, "order").path("valueCode").asText()).isEqualTo("by-rater");
        assertThat(part(agreement, "rater1").at("/valueReference/reference").asText())
                .isEqualTo(one.tester());
        assertThat(part(agreement, "observed").path("valueDecimal").asDouble()).isEqualTo(0.8);
        assertThat(parts(agreement, "coefficient")).hasSize(6);
        assertThat(part(agreement, "note").path("valueString").asText()).contains("at least 10", "patients");
        Answer posted = SERVER.post("/Observation/$agreement", """
                {"resourceType": "Parameters", "parameter": [
                  {"name": "patient", "valueReference": {"reference": "%s"}},
                  {"name": "within", "valueString": "PT24H"}]}""".formatted(one.patient()));
        assertThat(posted.status()).isEqualTo(200);
        assertThat(posted.json().path("parameter")).isEqualTo(got.json().path("parameter"));
    }

    @Test
    void withTenPatientsThereIsABootstrapAndKappaOfOneGradeIsUndefined() {
        List<String> patients = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Bedside one = Bedside.on(SERVER);
            store(one.grade("elbow-flexion", Limb.LEFT_ARM, "5"));
            store(another(one).grade("elbow-flexion", Limb.LEFT_ARM, "5"));
            patients.add(one.patient());
        }
        JsonNode agreement = part(ask("patient=" + String.join(",", patients)).json(), "agreement");
        assertThat(part(agreement, "order").path("valueCode").asText()).isEqualTo("by-time");
        assertThat(part(agreement, "raters").path("valueInteger").asInt()).isEqualTo(20);
        JsonNode kappa = coefficient(agreement, "kappa-linear");
        assertThat(parts(kappa, "value")).isEmpty();
        assertThat(part(kappa, "note").path("valueString").asText()).startsWith("Undefined");
        JsonNode ac = coefficient(agreement, "ac2-linear");
        assertThat(part(ac, "value").path("valueDecimal").asDouble()).isEqualTo(1);
        assertThat(part(part(ac, "bootstrap"), "replicates")
                        .path("valueInteger")
                        .asInt())
                .isEqualTo(999);
    }
}
