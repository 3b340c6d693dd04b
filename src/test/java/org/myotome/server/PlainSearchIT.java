package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;
import org.myotome.StorageDependent;

/**
 * Every plain search is answered as HAPI answers it: the same resources, the same order, the same number. With
 * {@code _pretty=true} HAPI answers.
 */
@StorageDependent
class PlainSearchIT {

    private static final RunningServer SERVER = RunningServer.shared();
    private static final int SEED = 4;
    private static final int GRADES = 40;
    private static final String MOVEMENT = "https://w3id.org/myotome/CodeSystem/tested-movement";
    private static final List<String> MOVEMENTS = List.of("elbow-flexion", "wrist-extension", "shoulder-abduction");
    private static final List<String> DATES = List.of(
            "2026-11-20T09:30:00+01:00",
            "2026-11-20T09:30:00+01:00",
            "2026-11-20T23:30:00-05:00",
            "2026-11-21",
            "2026-11",
            "2025-12-31T23:59:59.999Z",
            "2026");
    private static Bedside bedside;

    @BeforeAll
    static void storeGradesAtRandom() {
        bedside = Bedside.on(SERVER);
        Random dice = new Random(SEED);
        for (int i = 0; i < GRADES; i++) {
            SERVER.store(atRandom(dice).toString());
        }
        SERVER.store(bedside.notTested("elbow-flexion", Limb.LEFT_ARM).toString());
        for (String onset : List.of("2026-01-05", "", "2026-01-05", "2024", "")) {
            SERVER.store(condition(onset));
        }
    }

    private static ObjectNode atRandom(Random dice) {
        ObjectNode grade = bedside.grade(
                one(MOVEMENTS, dice),
                one(List.of(Limb.LEFT_ARM, Limb.RIGHT_ARM), dice),
                one(List.of("0", "1", "2", "3", "4-minus", "4", "4-plus", "5"), dice));
        return grade.put("effectiveDateTime", one(DATES, dice)).put("status", one(List.of("final", "amended"), dice));
    }

    private static String condition(String onset) {
        return """
                {"resourceType": "Condition", "subject": {"reference": "%s"}%s,
                 "code": {"coding": [{"system": "http://snomed.info/sct", "code": "26544005"}]}}""".formatted(bedside.patient(), onset.isEmpty() ? "" : ", \"onsetDateTime\": \"" + onset + "\"");
    }

    private static <T> T one(List<T> values, Random dice) {
        return values.get(dice.nextInt(values.size()));
    }

    /** Each parameter alone, and then any three of them together. */
    static Stream<String> searches() {
        List<List<String>> parameters = List.of(
                each(
                        "code=",
                        MOVEMENT + "|elbow-flexion",
                        "elbow-flexion",
                        MOVEMENT + "|",
                        "|elbow-flexion",
                        "nothing"),
                each("code=", "elbow-flexion," + MOVEMENT + "|wrist-extension", "http://loinc.org|elbow-flexion"),
                each("body-site=", "http://snomed.info/sct|80768000", "6921000", "80768000,6921000"),
                each("grade-order=", "lt3", "le3.67", "gt4", "ge4.33", "3", "0,5", "lt1,gt4", "ge1&grade-order=lt4"),
                each("movement-grade=", "shoulder-abduction$lt4", MOVEMENT + "|wrist-extension$ge3"),
                each("date=", "2026-11-20", "ge2026-11-20", "gt2026-11-20", "lt2026-11-20", "le2026-11-20"),
                each("date=", "sa2026-11-20", "eb2026-11-20", "2026-11", "2026", "ge2026", "lt2026-11", "sa2025"),
                each("date=", "2026-11-20T08:30:00Z", "ge2026-11-20T08:30:00Z", "lt2026-11-20T09:30:01%2B01:00"),
                each("date=", "ge2026-11-20&date=le2026-11-20", "ge2025&date=lt2026-11", "eb2026&date=sa2024"),
                each("status=", "final", "amended", "final,amended"),
                each("_lastUpdated=", "ge2026", "lt2026", "gt2030-01-01"));
        Random dice = new Random(SEED);
        Stream<String> alone = parameters.stream().flatMap(List::stream);
        Stream<String> together = IntStream.range(0, 60)
                .mapToObj(any -> dice.ints(3, 0, parameters.size())
                        .distinct()
                        .mapToObj(parameters::get)
                        .map(values -> one(values, dice))
                        .collect(Collectors.joining("&")));
        return Stream.concat(alone, together).distinct();
    }

    private static List<String> each(String parameter, String... values) {
        return Stream.of(values).map(parameter::concat).toList();
    }

    @ParameterizedTest
    @MethodSource("searches")
    void findsWhatHapiFinds(String search) {
        String all = "/fhir/Observation?patient=" + bedside.patient() + "&" + search;
        Answer slow = SERVER.getAsPasted(all + "&_pretty=true&_count=1000");
        if (slow.status() != 200) {
            assertThat(SERVER.getAsPasted(all).status()).isEqualTo(slow.status());
            return;
        }
        Map<String, JsonNode> expected = entries(slow);
        for (String order : List.of("", "&_sort=date", "&_sort=-date", "&_sort=-_lastUpdated", "&_sort=grade-order")) {
            List<Answer> pages = pages(get(all + "&_count=7&_total=accurate" + order));
            Map<String, JsonNode> found = new LinkedHashMap<>();
            pages.forEach(page -> found.putAll(entries(page)));
            assertThat(found).as(order).isEqualTo(expected);
            assertThat(pages).allMatch(page -> page.json().path("total").asInt() == expected.size());
            assertThat(pages.stream().mapToInt(page -> page.references().size()).sum())
                    .as(order)
                    .isEqualTo(expected.size());
            assertThat(ranks(new ArrayList<>(found.values()), order))
                    .as(order)
                    .isEqualTo(ranks(
                            List.copyOf(entries(get(all + "&_pretty=true&_count=1000" + order))
                                    .values()),
                            order));
        }
        assertThat(get(all + "&_summary=count").json().path("total").asInt()).isEqualTo(expected.size());
    }

    /** The values that an order sorts by, in the order of the resources. */
    private static List<String> ranks(List<JsonNode> entries, String order) {
        String place = order.contains("date") ? "/resource/effectiveDateTime" : "/resource/valueCodeableConcept";
        return order.isEmpty() || order.contains("Updated")
                ? List.of()
                : entries.stream().map(entry -> entry.at(place).toString()).toList();
    }

    private static Answer get(String search) {
        Answer answer = SERVER.getAsPasted(search);
        assertThat(answer.status()).as(search + answer.body()).isEqualTo(200);
        return answer;
    }

    private static List<Answer> pages(Answer first) {
        List<Answer> pages = new ArrayList<>(List.of(first));
        while (!pages.get(pages.size() - 1).next().isEmpty()) {
            String next = pages.get(pages.size() - 1).next();
            assertThat(next).contains("_after=");
            // A request as pasted names no port, and so the links have none.
            pages.add(get(next.substring(next.indexOf("/fhir/"))));
        }
        return pages;
    }

    private static Map<String, JsonNode> entries(Answer bundle) {
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        bundle.json()
                .path("entry")
                .forEach(entry -> entries.put(entry.path("fullUrl").asText(), entry));
        return entries;
    }

    @Test
    void aCodeIsFoundOfEveryPatient() {
        for (String code : List.of("code=wrist-extension", "code=" + MOVEMENT + "|wrist-extension")) {
            String all = "/fhir/Observation?" + code + "&body-site=80768000,6921000";
            List<Answer> pages = pages(get(all + "&_count=5&_total=accurate"));
            Map<String, JsonNode> found = new LinkedHashMap<>();
            pages.forEach(page -> found.putAll(entries(page)));
            Answer slow = get(all + "&_pretty=true&_count=1000");
            assertThat(found).isEqualTo(entries(slow));
            assertThat(pages.get(0).json().path("total")).isEqualTo(slow.json().path("total"));
        }
    }

    @Test
    void theBundleIsHapis() {
        String search = "/fhir/Observation?_count=1000&_sort=-date&patient=" + bedside.patient();
        Answer hapi = get(search.replace("&_sort", "&_pretty=true&_sort"));
        Answer plain = get(search);
        assertThat(plain.body()).doesNotContain("\n");
        assertThat(plain.header("Content-Type")).isEqualTo(hapi.header("Content-Type"));
        assertThat(plain.json().properties().stream().map(Map.Entry::getKey).toList())
                .isEqualTo(
                        hapi.json().properties().stream().map(Map.Entry::getKey).toList());
        assertThat(plain.json().path("total")).isEqualTo(hapi.json().path("total"));
        assertThat(plain.json().at("/link/0/url").asText())
                .isEqualTo(hapi.json().at("/link/0/url").asText().replace("_pretty=true&", ""));
        assertThat(plain.header("Content-Length")).as("HAPI sends no length").isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"onset-date", "-onset-date"})
    void resourcesWithoutTheSortedElementComeLast(String order) {
        List<Answer> pages = pages(get("/fhir/Condition?subject=" + bedside.patient() + "&_count=2&_sort=" + order));
        List<String> onsets = pages.stream()
                .flatMap(page -> entries(page).values().stream())
                .map(entry -> entry.at("/resource/onsetDateTime").asText())
                .toList();
        assertThat(onsets)
                .isEqualTo(
                        order.startsWith("-")
                                ? List.of("2026-01-05", "2026-01-05", "2024", "", "")
                                : List.of("2024", "2026-01-05", "2026-01-05", "", ""));
    }

    @Test
    void aPlaceThatIsNoneIsRefused() {
        for (String place : List.of("x", "~", "2026~1", "~99999999999999999999", "1e9~1", "'~1")) {
            for (String search :
                    List.of("_sort=date&patient=" + bedside.patient(), "_sort=date", "code:not=elbow-flexion")) {
                Answer refused = SERVER.get("/Observation?" + search + "&_after=" + place);
                assertThat(refused.status()).as(place + search).isEqualTo(400);
                assertThat(refused.refusal().diagnostics()).contains("_after");
            }
        }
    }
}
