package org.myotome.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.myotome.server.CohortOfTests.Person;

/** Conditions at random, as a search has them and as the resources meet them. */
final class CohortQuestions {

    private static final String MRC = CohortOfTests.BASE + "/CodeSystem/mrc-muscle-grade|";

    private final CohortOfTests cohort;

    CohortQuestions(CohortOfTests cohort) {
        this.cohort = cohort;
    }

    /** A condition of a search, and what it means. */
    record Asked(String query, Predicate<JsonNode> meaning) {}

    static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    static String movement(Random random) {
        return one(
                random,
                Stream.concat(CohortOfTests.LEG.stream(), CohortOfTests.ARM.stream())
                        .toList());
    }

    Asked condition(Random random) {
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

    private Asked ofPatient(Random random, Person person) {
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

    boolean graded(Person person, List<String> movements, Predicate<Double> order) {
        return cohort.observations().stream()
                .anyMatch(found -> cohort.subject(found).equals(person)
                        && movements.contains(CohortOfTests.code(found))
                        && order.test(CohortOfTests.order(found)));
    }
}
