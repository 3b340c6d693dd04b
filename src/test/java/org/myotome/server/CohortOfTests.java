package org.myotome.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;

/** Patients of a test's own with grades at random, and what the resources themselves say, without any index. */
final class CohortOfTests {

    static final String BASE = "https://w3id.org/myotome";
    static final List<String> GRADES = List.of("0", "1", "2", "3", "4-minus", "4", "4-plus", "5");
    static final List<String> ORDERS = List.of("0", "1", "2", "3", "3.67", "4", "4.33", "5");
    static final List<String> LEG = List.of("hip-flexion", "knee-extension", "ankle-dorsiflexion");
    static final List<String> ARM = List.of("elbow-flexion", "wrist-extension");
    static final OffsetDateTime START = OffsetDateTime.parse("2025-09-01T00:00:00Z");

    /** A patient, with what can be asked of one. */
    record Person(String reference, String identifier, String birthDate, boolean nervous, boolean member) {

        String id() {
            return reference.substring("Patient/".length());
        }
    }

    private final RunningServer server;
    private final Map<String, Person> people = new TreeMap<>();
    private final String group;
    private final List<JsonNode> observations = new ArrayList<>();

    CohortOfTests(RunningServer server, Random random, int patients, int results) {
        this.server = server;
        for (int i = 0; i < patients; i++) {
            Person person = person(random);
            people.put(person.reference(), person);
        }
        group = server.store("""
                {"resourceType": "Group", "type": "person", "actual": true, "member": [%s]}""".formatted(people.values().stream()
                .filter(Person::member)
                .map(person -> "{\"entity\": {\"reference\": \"" + person.reference() + "\"}}")
                .collect(Collectors.joining(", "))));
        String tester = server.store(Bedside.person("Practitioner"));
        for (int i = 0; i < results; i++) {
            String patient = List.copyOf(people.keySet()).get(random.nextInt(patients));
            String reference = server.store(
                    result(random, new Bedside(server, patient, tester)).toString());
            observations.add(server.get("/" + reference).json());
        }
    }

    private Person person(Random random) {
        String birthDate = (1930 + random.nextInt(70)) + "-0" + (1 + random.nextInt(9)) + "-11";
        ObjectNode patient = (ObjectNode) Answer.read(Bedside.person("Patient"));
        String reference = server.store(patient.put("birthDate", birthDate).toString());
        boolean nervous = random.nextBoolean();
        server.store("""
                {"resourceType": "Condition",
                 "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/condition-dueTo",
                   "valueCodeableConcept": {"coding": [{"system": "http://snomed.info/sct", "code": "%s"}]}}],
                 "code": {"coding": [{"system": "http://snomed.info/sct", "code": "26544005"}]},
                 "subject": {"reference": "%s"}}""".formatted(nervous ? "40956001" : "76670001", reference));
        return new Person(
                reference,
                patient.at("/identifier/0/value").asText(),
                birthDate,
                nervous,
                random.nextBoolean() || people.isEmpty());
    }

    /** Of any scale, or not tested; at a full hour of any time zone; of any status. */
    private static ObjectNode result(Random random, Bedside bedside) {
        boolean leg = random.nextBoolean();
        String movement = leg ? LEG.get(random.nextInt(3)) : ARM.get(random.nextInt(2));
        boolean left = random.nextBoolean();
        Limb limb = leg ? (left ? Limb.LEFT_LEG : Limb.RIGHT_LEG) : (left ? Limb.LEFT_ARM : Limb.RIGHT_ARM);
        ObjectNode result = switch (random.nextInt(10)) {
            case 0 -> bedside.notTested(movement, limb);
            case 1 -> bedside.manualTest(movement, limb, random.nextInt(11));
            case 2 ->
                bedside.motorValue("l4", left ? Limb.LEFT_LEG : Limb.RIGHT_LEG, random.nextBoolean() ? "nt" : "3");
            default -> bedside.grade(movement, limb, GRADES.get(random.nextInt(8)));
        };
        String status = List.of("final", "final", "amended", "preliminary", "entered-in-error")
                .get(random.nextInt(5));
        return result.put("status", status).put("effectiveDateTime", time(random));
    }

    /** One of four hundred moments, so that some are equal, in one of three zones. */
    static String time(Random random) {
        return START.plusHours(random.nextInt(400) * 24L)
                .withOffsetSameInstant(ZoneOffset.ofHours(List.of(0, 9, -5).get(random.nextInt(3))))
                .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    String group() {
        return group;
    }

    List<Person> people() {
        return List.copyOf(people.values());
    }

    Person subject(JsonNode observation) {
        return people.get(observation.at("/subject/reference").asText());
    }

    List<JsonNode> observations() {
        return observations;
    }

    /** {@code patient=a,b,c}. */
    String scope() {
        return "patient=" + people.values().stream().map(Person::id).collect(Collectors.joining(","));
    }

    static String code(JsonNode observation) {
        return observation.at("/code/coding/0/code").asText();
    }

    static String side(JsonNode observation) {
        return observation.at("/bodySite/coding/0/code").asText();
    }

    static long millis(JsonNode observation) {
        return OffsetDateTime.parse(observation.path("effectiveDateTime").asText())
                .toInstant()
                .toEpochMilli();
    }

    /** The order of an MRC grade; below all others for what is none. */
    static double order(JsonNode observation) {
        JsonNode value = observation.at("/valueCodeableConcept/coding/0");
        return value.path("system").asText().endsWith("/mrc-muscle-grade")
                ? Double.parseDouble(
                        ORDERS.get(GRADES.indexOf(value.path("code").asText())))
                : Double.NaN;
    }

    static boolean compare(double value, String comparator, double bound) {
        return switch (comparator) {
            case "lt" -> value < bound;
            case "le" -> value <= bound;
            case "gt" -> value > bound;
            case "ge" -> value >= bound;
            default -> value == bound;
        };
    }

    static Set<String> references(Iterable<JsonNode> resources) {
        Set<String> references = new HashSet<>();
        resources.forEach(resource -> references.add(resource.path("resourceType")
                        .asText() + "/" + resource.path("id").asText()));
        return references;
    }
}
