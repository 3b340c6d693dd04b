package org.myotome.query.lastn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.BundleOf;
import org.myotome.RunningServer;

/** Random results, against what somebody finds who reads all plain resources of the patient. */
class LastnOfRandomResultsIT {

    private static final List<String> STATUSES =
            List.of("final", "final", "final", "amended", "corrected", "preliminary", "registered", "entered-in-error");
    private static final List<String> TIMES = List.of(
            "2026-01-01T00:30:00+01:00",
            "2025-12-31T23:30:00Z",
            "2026-01-01",
            "2026-01",
            "2026",
            "2026-02-03T10:00:00Z",
            "2026-02-03T10:00:00.001Z",
            "2026-02-03T12:00:00+02:00");

    private final RunningServer server = RunningServer.shared();
    private final Bedside bedside = Bedside.on(server);

    private record Plain(String reference, String group, OffsetDateTime time, String status) {

        static Plain of(JsonNode observation) {
            String time = observation.path("effectiveDateTime").asText();
            String whole = time.length() == 4 ? time + "-01-01" : time.length() == 7 ? time + "-01" : time;
            return new Plain(
                    "Observation/" + observation.path("id").asText(),
                    observation.at("/code/coding/0/code").asText() + observation.at("/bodySite/coding/0/code"),
                    OffsetDateTime.parse(whole.length() == 10 ? whole + "T00:00:00Z" : whole),
                    observation.path("status").asText());
        }
    }

    private ObjectNode any(Random random) {
        Limb limb = random.nextBoolean() ? Limb.LEFT_ARM : Limb.RIGHT_ARM;
        ObjectNode observation = switch (random.nextInt(4)) {
            case 0 -> bedside.notTested("elbow-flexion", limb);
            case 1 -> bedside.motorValue("c5", limb, random.nextBoolean() ? "nt" : "4-star");
            case 2 -> bedside.manualTest("elbow-flexion", limb, random.nextInt(11));
            default -> bedside.grade("elbow-flexion", limb, "4-minus");
        };
        return observation
                .put("status", STATUSES.get(random.nextInt(STATUSES.size())))
                .put("effectiveDateTime", TIMES.get(random.nextInt(TIMES.size())));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isWhatTheResourcesSay(long seed) {
        Random random = new Random(seed);
        BundleOf transaction = BundleOf.transaction();
        for (int i = 0; i < 40; i++) {
            transaction.post(any(random));
        }
        Answer stored = server.post("", transaction.toString());
        assertThat(stored.status()).as(stored.body()).isEqualTo(200);
        List<Plain> all = new ArrayList<>();
        server.get("/Observation?_count=100&subject=" + bedside.patient())
                .json()
                .path("entry")
                .forEach(entry -> all.add(Plain.of(entry.path("resource"))));
        assertThat(all).hasSize(40);
        for (int max = 1; max <= 6; max++) {
            check(all, max, "", List.of("final", "amended", "corrected"));
            check(all, max, "&preliminary=true", List.of("final", "amended", "corrected", "preliminary", "registered"));
            check(all, max, "&status=final,registered", List.of("final", "registered"));
        }
    }

    private void check(List<Plain> all, int max, String parameters, List<String> statuses) {
        Map<String, List<Plain>> groups = all.stream()
                .filter(one -> statuses.contains(one.status()))
                .collect(Collectors.groupingBy(Plain::group));
        List<String> expected = new ArrayList<>();
        groups.values()
                .forEach(group -> group.stream()
                        .filter(one -> group.stream()
                                        .filter(other -> other.time()
                                                .toInstant()
                                                .isAfter(one.time().toInstant()))
                                        .count()
                                < max)
                        .forEach(one -> expected.add(one.reference())));
        Answer answer = server.get("/Observation/$lastn?patient=" + bedside.patient() + "&max=" + max + parameters);
        assertThat(answer.references()).as(parameters).containsExactlyInAnyOrderElementsOf(expected);
    }
}
