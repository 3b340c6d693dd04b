package org.myotome.query.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.BundleOf;
import org.myotome.RunningServer;

/** Random results of two patients, against what somebody finds who reads all plain resources and sorts the values by hand. */
class StatsOfRandomResultsIT {

    private static final List<String> STATUSES =
            List.of("final", "final", "final", "amended", "corrected", "preliminary", "registered", "cancelled");
    private static final List<String> MRC = List.of("0", "1", "2", "3", "4-minus", "4", "4-plus", "5");
    private static final List<String> MOTOR = List.of("0", "1-star", "1", "3", "3-dstar", "5", "nt", "nt-star");

    private final RunningServer server = RunningServer.shared();
    private final Bedside one = Bedside.on(server);
    private final Bedside other = Bedside.on(server);

    /** A group as it is written down: the sorted values, and how many results have none. */
    private static final class Column {

        private final List<Value> values = new ArrayList<>();
        private int without;
    }

    private ObjectNode any(Random random) {
        Bedside bedside = random.nextBoolean() ? one : other;
        Limb limb = random.nextBoolean() ? Limb.LEFT_ARM : Limb.RIGHT_ARM;
        ObjectNode observation = switch (random.nextInt(5)) {
            case 0 -> bedside.notTested(random.nextBoolean() ? "wrist-extension" : "wrist-flexion", limb);
            case 1 -> bedside.motorValue("c5", limb, MOTOR.get(random.nextInt(MOTOR.size())));
            case 2 -> bedside.manualTest("elbow-flexion", limb, random.nextInt(11));
            case 3 -> force(bedside, limb, random.nextInt(40) * 5);
            default -> bedside.grade("wrist-flexion", limb, MRC.get(random.nextInt(MRC.size())));
        };
        return observation.put("status", STATUSES.get(random.nextInt(STATUSES.size())));
    }

    private static ObjectNode force(Bedside bedside, Limb limb, int newton) {
        ObjectNode force = bedside.grade("elbow-flexion", limb, "4");
        force.remove("valueCodeableConcept");
        force.set(
                "valueQuantity",
                Answer.read("{\"value\": %d, \"system\": \"http://unitsofmeasure.org\", \"code\": \"N\"}"
                        .formatted(newton)));
        ((ObjectNode) force.at("/method/coding/0")).put("code", "hhd");
        return force;
    }

    /** A value, and where it is in the order of its scale. */
    private record Value(String label, double place) {

        static Value of(JsonNode result) {
            if (result.has("valueQuantity")) {
                double amount = result.at("/valueQuantity/value").asDouble();
                return new Value(Double.toString(amount), amount);
            }
            JsonNode grade = result.at("/valueCodeableConcept/coding/0");
            String code = grade.path("code").asText();
            String scale = grade.path("system").asText();
            double place = scale.endsWith("/mrc-muscle-grade")
                    ? MRC.indexOf(code)
                    : scale.endsWith("/mmt-grade")
                            ? Integer.parseInt(code.substring(4))
                            : Character.digit(code.charAt(0), 10);
            return new Value(code, place);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void isWhatTheResourcesSay(long seed) {
        Random random = new Random(seed);
        BundleOf transaction = BundleOf.transaction();
        for (int i = 0; i < 120; i++) {
            transaction.post(any(random));
        }
        Answer stored = server.post("", transaction.toString());
        assertThat(stored.status()).as(stored.body()).isEqualTo(200);
        check(List.of("final", "amended", "corrected"), "");
        check(List.of("final", "amended", "corrected", "preliminary", "registered"), "&preliminary=true");
    }

    private void check(List<String> statuses, String parameters) {
        Map<String, Column> columns = columns(statuses);
        Answer answer = server.get("/Observation/$stats?patient=" + one.patient() + "," + other.patient()
                + "&statistic=count,total-count,minimum,maximum,4-lower,4-upper" + parameters);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        Map<String, JsonNode> answered = new TreeMap<>();
        for (JsonNode parameter : answer.json().path("parameter")) {
            JsonNode observation = parameter.path("resource");
            answered.put(
                    observation.at("/code/coding/0/code").asText() + " "
                            + observation.at("/bodySite/coding/0/code").asText() + " "
                            + observation.at("/method/text").asText(),
                    observation);
        }
        assertThat(answered.keySet()).isEqualTo(columns.keySet());
        columns.forEach((group, column) -> {
            JsonNode components = answered.get(group).path("component");
            int n = column.values.size();
            assertThat(components.at("/0/valueInteger").asInt()).as(group).isEqualTo(n);
            assertThat(components.at("/1/valueInteger").asInt()).as(group).isEqualTo(n + column.without);
            assertThat(values(components, "minimum")).as(group).isEqualTo(alike(column, 1));
            assertThat(values(components, "maximum")).as(group).isEqualTo(alike(column, n));
            assertThat(values(components, "4-lower")).as(group).isEqualTo(alike(column, Math.ceil(n / 4.0)));
            assertThat(values(components, "4-upper")).as(group).isEqualTo(alike(column, Math.ceil(n * 3 / 4.0)));
        });
    }

    /** The values of the group that share the place of this one, from 1. */
    private static List<String> alike(Column column, double rank) {
        if (column.values.isEmpty()) {
            return List.of();
        }
        double place = column.values.get((int) rank - 1).place();
        return column.values.stream()
                .filter(value -> value.place() == place)
                .map(Value::label)
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> values(JsonNode components, String statistic) {
        List<String> values = new ArrayList<>();
        for (JsonNode component : components) {
            if (component.at("/code/coding/0/code").asText().equals(statistic) && !component.has("dataAbsentReason")) {
                values.add(
                        component.has("valueQuantity")
                                ? Double.toString(
                                        component.at("/valueQuantity/value").asDouble())
                                : component
                                        .at("/valueCodeableConcept/coding/0/code")
                                        .asText());
            }
        }
        return values.stream().sorted().toList();
    }

    private Map<String, Column> columns(List<String> statuses) {
        Map<String, Column> columns = new TreeMap<>();
        Map<String, Integer> without = new TreeMap<>();
        for (String patient : List.of(one.patient(), other.patient())) {
            Answer all = server.get("/Observation?_count=200&subject=" + patient);
            assertThat(all.next()).isEmpty();
            for (JsonNode entry : all.json().path("entry")) {
                JsonNode result = entry.path("resource");
                if (statuses.contains(result.path("status").asText())) {
                    write(result, columns, without);
                }
            }
        }
        // Each movement here has one scale at most, but for elbow-flexion, which was always tested.
        without.forEach((tested, number) -> columns.keySet().stream()
                .filter(group -> group.startsWith(tested))
                .findFirst()
                .map(columns::get)
                .orElseGet(() -> columns.computeIfAbsent(tested, any -> new Column()))
                .without += number);
        columns.values().forEach(column -> column.values.sort(Comparator.comparing(Value::place)));
        return columns;
    }

    private static void write(JsonNode result, Map<String, Column> columns, Map<String, Integer> without) {
        boolean left = result.at("/bodySite/coding/0/code").asText().equals(Limb.LEFT_ARM.code());
        String tested = result.at("/code/coding/0/code").asText() + " " + (left ? "7771000" : "24028007") + " ";
        JsonNode grade = result.at("/valueCodeableConcept/coding/0");
        JsonNode quantity = result.path("valueQuantity");
        if (grade.isMissingNode() && quantity.isMissingNode()) {
            without.merge(tested, 1, Integer::sum);
            return;
        }
        String scale = grade.isMissingNode()
                ? quantity.path("code").asText()
                : grade.path("system").asText();
        Column column = columns.computeIfAbsent(tested + scale, any -> new Column());
        if (grade.path("code").asText().startsWith("nt")) {
            column.without++;
        } else {
            column.values.add(Value.of(result));
        }
    }
}
