package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.RunningServer;
import org.myotome.server.CohortOfTests.Person;

/** Random questions about random grades, each answered by a search and by looking through the resources. */
class CohortSearchIT {

    private static final RunningServer SERVER = RunningServer.shared();
    private static final String MRC = CohortOfTests.BASE + "/CodeSystem/mrc-muscle-grade|";
    private static CohortOfTests cohort;

    @BeforeAll
    static void storeGradesAtRandom() {
        cohort = new CohortOfTests(SERVER, new Random(6), 12, 200);
    }

    /** A condition of a search, and what it means. */
    private record Asked(String query, Predicate<JsonNode> meaning) {}

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String movement(Random random) {
        return one(
                random,
                Stream.concat(CohortOfTests.LEG.stream(), CohortOfTests.ARM.stream())
                        .toList());
    }

    private static Asked condition(Random random) {
        String comparator = one(random, List.of("", "lt", "le", "gt", "ge"));
        String bound = one(random, CohortOfTests.ORDERS);
        String movement = movement(random);
        String other = movement(random);
        String moment = CohortOfTests.time(random);
        long time = OffsetDateTime.parse(moment).toInstant().toEpochMilli();
        Person person = one(random, cohort.people());
        Predicate<JsonNode> graded =
                found -> CohortOfTests.compare(CohortOfTests.order(found), comparator, Double.parseDouble(bound));
        Predicate<JsonNode> below3 = found -> CohortOfTests.order(found) < 3;
        return switch (random.nextInt(17)) {
            case 0 ->
                new Asked("code=" + movement, found -> CohortOfTests.code(found).equals(movement));
            case 1 ->
                new Asked(
                        "code=" + movement + "," + other,
                        found -> List.of(movement, other).contains(CohortOfTests.code(found)));
            case 2 ->
                new Asked(
                        "code:in=" + CohortOfTests.BASE + "/ValueSet/lower-limb-movement",
                        found -> CohortOfTests.LEG.contains(CohortOfTests.code(found)));
            case 3, 4 -> new Asked("grade-order=" + comparator + bound, graded);
            case 5, 6 ->
                new Asked(
                        "movement-grade=" + movement + "$" + comparator + bound,
                        graded.and(found -> CohortOfTests.code(found).equals(movement)));
            case 7 -> new Asked("value-concept=" + MRC + "0," + MRC + "1," + MRC + "2", below3);
            case 8 -> new Asked("value-concept:in=" + CohortOfTests.BASE + "/ValueSet/mrc-below-3", below3);
            case 9 ->
                new Asked(
                        "body-site=http://snomed.info/sct|32153003",
                        found -> CohortOfTests.side(found).equals("32153003"));
            case 10 ->
                new Asked(
                        "data-absent-reason=not-performed",
                        found -> found.at("/dataAbsentReason/coding").toString().contains("not-performed"));
            case 11 -> new Asked("grade-order:missing=true", found -> Double.isNaN(CohortOfTests.order(found)));
            case 12 -> new Asked("date=ge" + moment, found -> CohortOfTests.millis(found) >= time);
            case 13 -> new Asked("date=lt" + moment, found -> CohortOfTests.millis(found) < time);
            case 14 ->
                new Asked(
                        "status=final,amended",
                        found -> Set.of("final", "amended")
                                .contains(found.path("status").asText()));
            case 15 ->
                new Asked(
                        "subject:Patient.birthdate=lt" + person.birthDate(),
                        found -> cohort.subject(found).birthDate().compareTo(person.birthDate()) < 0);
            default -> ofPatient(random, person);
        };
    }

    private static Asked ofPatient(Random random, Person person) {
        return switch (random.nextInt(4)) {
            case 0 ->
                new Asked(
                        "subject.identifier=https://example.org/id|" + person.identifier(),
                        found -> cohort.subject(found).equals(person));
            case 1 ->
                new Asked(
                        "subject:Patient._has:Condition:subject:due-to=nervous-system",
                        found -> cohort.subject(found).nervous());
            case 2 ->
                new Asked(
                        "patient._has:Group:member:_id=" + cohort.group().split("/")[1],
                        found -> cohort.subject(found).member());
            default -> {
                String movement = movement(random);
                yield new Asked(
                        "subject:Patient._has:Observation:patient:movement-grade=" + movement + "$lt2",
                        found -> graded(cohort.subject(found), List.of(movement), order -> order < 2));
            }
        };
    }

    private static boolean graded(Person person, List<String> movements, Predicate<Double> order) {
        return cohort.observations().stream()
                .anyMatch(found -> cohort.subject(found).equals(person)
                        && movements.contains(CohortOfTests.code(found))
                        && order.test(CohortOfTests.order(found)));
    }

    static Stream<Integer> hundred() {
        return Stream.iterate(1, seed -> seed + 1).limit(100);
    }

    @ParameterizedTest
    @MethodSource("hundred")
    void gradesAreThoseThatTheResourcesSay(int seed) {
        Random random = new Random(seed);
        Map<String, Asked> asked = new TreeMap<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            Asked condition = condition(random);
            asked.putIfAbsent(condition.query().split("=")[0], condition);
        }
        String query = asked.values().stream().map(Asked::query).collect(Collectors.joining("&"));
        List<JsonNode> expected = cohort.observations().stream()
                .filter(found ->
                        asked.values().stream().allMatch(one -> one.meaning().test(found)))
                .toList();
        String search = "/fhir/Observation?" + cohort.scope() + "&"
                + query.replace("|", "%7C").replace("+", "%2B") + "&_count=500";
        Answer found = SERVER.getAsPasted(search + "&_total=accurate");
        assertThat(found.status()).as(found.body()).isEqualTo(200);
        assertThat(Set.copyOf(found.references())).as(query).isEqualTo(CohortOfTests.references(expected));
        assertThat(found.json().path("total").asInt()).isEqualTo(expected.size());
        assertThat(SERVER.getAsPasted(search + "&_summary=count")
                        .json()
                        .path("total")
                        .asInt())
                .as(query)
                .isEqualTo(expected.size());
        assertSorted(search, expected, random);
    }

    /** By time or by grade; what has no grade comes last. */
    private static void assertSorted(String search, List<JsonNode> expected, Random random) {
        boolean descending = random.nextBoolean();
        boolean byDate = random.nextBoolean();
        Comparator<Double> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
        Answer found =
                SERVER.getAsPasted(search + "&_sort=" + (descending ? "-" : "") + (byDate ? "date" : "grade-order"));
        List<Double> keys = new ArrayList<>();
        found.json().path("entry").forEach(entry -> keys.add(key(entry.path("resource"), byDate)));
        List<Double> sorted = Stream.concat(
                        expected.stream()
                                .map(one -> key(one, byDate))
                                .filter(key -> !key.isNaN())
                                .sorted(order),
                        expected.stream().map(one -> key(one, byDate)).filter(key -> key.isNaN()))
                .toList();
        assertThat(keys).as(search).isEqualTo(sorted);
    }

    private static Double key(JsonNode observation, boolean byDate) {
        return byDate ? (double) CohortOfTests.millis(observation) : CohortOfTests.order(observation);
    }

    /** A movement and its grade in one Observation, which two {@code _has} cannot ask for. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void patientsAreThoseWhoHaveSuchAGrade(int seed) {
        Random random = new Random(seed);
        String first = movement(random);
        String second = movement(random);
        String comparator = one(random, List.of("", "lt", "le", "gt", "ge"));
        String bound = one(random, CohortOfTests.ORDERS);
        Predicate<Double> graded = order -> CohortOfTests.compare(order, comparator, Double.parseDouble(bound));
        String value = "$" + comparator + bound;
        String ids = "_id=" + cohort.people().stream().map(Person::id).collect(Collectors.joining(","));
        String has = "&_has:Observation:" + one(random, List.of("patient", "subject")) + ":movement-grade=";
        assertPatients(ids + has + first + value, person -> graded(person, List.of(first), graded));
        assertPatients(
                ids + has + first + value + "," + second + value,
                person -> graded(person, List.of(first, second), graded));
        assertPatients(
                ids + has + first + value + has + second + value + "&_has:Condition:subject:due-to=nervous-system",
                person -> graded(person, List.of(first), graded)
                        && graded(person, List.of(second), graded)
                        && person.nervous());
    }

    private static void assertPatients(String query, Predicate<Person> meaning) {
        Answer found = SERVER.getAsPasted("/fhir/Patient?" + query + "&_count=100");
        assertThat(found.status()).as(found.body()).isEqualTo(200);
        assertThat(found.references())
                .as(query)
                .containsExactlyInAnyOrderElementsOf(cohort.people().stream()
                        .filter(meaning)
                        .map(Person::reference)
                        .toList());
    }
}
