package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.myotome.StorageDependent;
import org.myotome.server.CohortOfTests.Person;
import org.myotome.server.CohortQuestions.Asked;

/** Random questions about random grades, each answered by a search and by looking through the resources. */
@StorageDependent
class CohortSearchIT {

    private static final RunningServer SERVER = RunningServer.shared();
    private static CohortOfTests cohort;
    private static CohortQuestions questions;

    @BeforeAll
    static void storeGradesAtRandom() {
        cohort = new CohortOfTests(SERVER, new Random(6), 12, 200);
        questions = new CohortQuestions(cohort);
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
            Asked condition = questions.condition(random);
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
        String first = CohortQuestions.movement(random);
        String second = CohortQuestions.movement(random);
        String comparator = CohortQuestions.one(random, List.of("", "lt", "le", "gt", "ge"));
        String bound = CohortQuestions.one(random, CohortOfTests.ORDERS);
        Predicate<Double> graded = order -> CohortOfTests.compare(order, comparator, Double.parseDouble(bound));
        String value = "$" + comparator + bound;
        String ids = "_id=" + cohort.people().stream().map(Person::id).collect(Collectors.joining(","));
        String has =
                "&_has:Observation:" + CohortQuestions.one(random, List.of("patient", "subject")) + ":movement-grade=";
        assertPatients(ids + has + first + value, person -> questions.graded(person, List.of(first), graded));
        assertPatients(
                ids + has + first + value + "," + second + value,
                person -> questions.graded(person, List.of(first, second), graded));
        assertPatients(
                ids + has + first + value + has + second + value + "&_has:Condition:subject:due-to=nervous-system",
                person -> questions.graded(person, List.of(first), graded)
                        && questions.graded(person, List.of(second), graded)
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
