package org.myotome.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.query.score.ScoreParts.all;
import static org.myotome.query.score.ScoreParts.coding;
import static org.myotome.query.score.ScoreParts.one;
import static org.myotome.query.score.ScoreParts.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;

/** Sums and changes of random exams, against a plain computation over the resources as a client gets them. */
class RandomExamsIT {

    private static final RunningServer SERVER = RunningServer.shared();
    private static final String[] GRADES = {"0", "2", "3", "4-minus", "4", "4-plus", "5"};

    /** The same moments in several time zones, and whole days. */
    private static final String[][] TIMES = {
        {"2026-03-01T10:00:00Z", "2026-03-01T11:00:00+01:00"},
        {"2026-03-01T23:30:00-02:00", "2026-03-02T01:30:00Z"},
        {"2026-03-05", "2026-03-05"},
        {"2026-03-05T12:00:00Z", "2026-03-05T17:30:00+05:30"},
        {"2026-04", "2026-04"},
        {"2026-05-01T08:00:00+02:00", "2026-05-01T06:00:00Z"}
    };

    private final Bedside bedside = Bedside.on(SERVER);

    private record Found(String id, String item, String scale, String grade, Instant start, Instant end) {

        int level() {
            return grade.isEmpty() ? -1 : grade.replaceAll("\\D", "").charAt(0) - '0';
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void agreesWithAPlainComputation(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> alone = new ArrayList<>();
        for (int exam = random.nextInt(4, 8); exam > 0; exam--) {
            String[] time = TIMES[random.nextInt(TIMES.length)];
            List<String> stored = storeExam(random, time);
            if (random.nextInt(3) == 0) {
                SERVER.store(
                        bedside.exam(stored).put("effectiveDateTime", time[0]).toString());
            } else {
                alone.addAll(stored);
            }
        }
        for (int i = 0; i < 3 && !alone.isEmpty(); i++) {
            change(random, alone.remove(random.nextInt(alone.size())));
        }
        Map<String, JsonNode> resources = resources();
        assertThat(sums()).as("seed %d", seed).isEqualTo(naiveSums(resources));
        assertThat(changes()).as("seed %d", seed).isEqualTo(naiveChanges(resources));
    }

    /** Most items have a whole grade, so that there are sums as well. */
    private List<String> storeExam(SplittableRandom random, String[] time) {
        List<ObjectNode> grades = new ArrayList<>();
        int odd = random.nextInt(3);
        for (ObjectNode usual : bedside.twelve("4")) {
            String movement = usual.at("/code/coding/0/code").asText();
            Limb limb = Stream.of(Limb.values())
                    .filter(one -> one.code()
                            .equals(usual.at("/bodySite/coding/0/code").asText()))
                    .findFirst()
                    .orElseThrow();
            int kind = odd == 0 ? 9 : random.nextInt(10 * odd);
            switch (kind) {
                case 0 -> grades.add(bedside.notTested(movement, limb));
                case 1 -> grades.add(bedside.manualTest(movement, limb, random.nextInt(11)));
                case 2 -> grades.add(bedside.grade(movement, limb, GRADES[random.nextInt(GRADES.length)]));
                case 3 -> {}
                default -> grades.add(bedside.grade(movement, limb, String.valueOf(random.nextInt(6))));
            }
        }
        grades.forEach(grade -> grade.put("effectiveDateTime", time[random.nextInt(2)]));
        return bedside.store(grades);
    }

    private static void change(SplittableRandom random, String reference) {
        if (random.nextInt(3) == 0) {
            assertThat(SERVER.delete("/" + reference).status()).isEqualTo(200);
            return;
        }
        ObjectNode resource = (ObjectNode) SERVER.get("/" + reference).json();
        resource.put("status", random.nextBoolean() ? "entered-in-error" : "preliminary");
        assertThat(SERVER.put("/" + reference, resource.toString()).status()).isEqualTo(200);
    }

    private Map<String, JsonNode> resources() {
        Map<String, JsonNode> resources = new TreeMap<>();
        Answer page = SERVER.get("/Observation?_count=1000&patient=" + bedside.patient());
        assertThat(page.next()).isEmpty();
        page.json()
                .path("entry")
                .forEach(entry -> resources.put(
                        "Observation/" + entry.path("resource").path("id").asText(), entry.path("resource")));
        return resources;
    }

    private static List<Found> found(Map<String, JsonNode> resources) {
        return resources.entrySet().stream()
                .filter(one -> Set.of("final", "amended", "corrected")
                        .contains(one.getValue().path("status").asText()))
                .filter(one -> !one.getValue().has("hasMember"))
                .map(one -> found(one.getKey(), one.getValue()))
                .toList();
    }

    private static Found found(String id, JsonNode resource) {
        String site = resource.at("/bodySite/coding/0/code").asText();
        String side = Set.of("80768000", "32153003").contains(site) ? "left" : "right";
        String time = resource.path("effectiveDateTime").asText();
        Instant start;
        Instant end;
        if (time.contains("T")) {
            start = OffsetDateTime.parse(time).toInstant();
            end = start;
        } else {
            LocalDate first = LocalDate.parse(time.length() == 7 ? time + "-01" : time);
            LocalDate next = time.length() == 7 ? first.plusMonths(1) : first.plusDays(1);
            start = first.atStartOfDay().toInstant(ZoneOffset.UTC);
            end = next.atStartOfDay().toInstant(ZoneOffset.UTC).minusMillis(1);
        }
        String method = resource.at("/method/coding/0/code").asText();
        return new Found(
                id,
                side + " " + resource.at("/code/coding/0/code").asText(),
                method.startsWith("mrc") ? "mrc" : "mmt",
                resource.at("/valueCodeableConcept/coding/0/code").asText(),
                start,
                end);
    }

    private static Set<String> naiveSums(Map<String, JsonNode> resources) {
        Map<String, String> panels = new TreeMap<>();
        resources.forEach((id, resource) -> resource.path("hasMember")
                .forEach(member -> panels.put(member.path("reference").asText(), id)));
        Map<String, List<Found>> exams = found(resources).stream()
                .collect(Collectors.groupingBy(one -> one.start() + " " + panels.getOrDefault(one.id(), "")));
        Set<String> sums = new TreeSet<>();
        exams.forEach((exam, results) -> {
            if (results.stream().anyMatch(one -> one.scale().equals("mrc"))) {
                sums.add(exam + " " + naiveSum(results));
            }
        });
        return sums;
    }

    private static String naiveSum(List<Found> results) {
        int sum = 0;
        Set<String> missing = new TreeSet<>();
        for (String movement : Bedside.SCORE_MOVEMENTS) {
            for (String side : List.of("left", "right")) {
                String item = side + " " + movement;
                Set<String> grades = results.stream()
                        .filter(one -> one.item().equals(item) && one.scale().equals("mrc"))
                        .map(Found::grade)
                        .collect(Collectors.toSet());
                if (grades.size() == 1 && grades.iterator().next().matches("[0-5]")) {
                    sum += Integer.parseInt(grades.iterator().next());
                } else {
                    missing.add(item);
                }
            }
        }
        return missing.isEmpty() ? String.valueOf(sum) : missing.toString();
    }

    private Set<String> sums() {
        JsonNode answer =
                SERVER.get("/" + bedside.patient() + "/$mrc-sum-score?all=true").json();
        return all(answer, "exam").stream()
                .map(exam -> Instant.parse(
                                one(exam, "start").path("valueInstant").asText()) + " "
                        + (all(exam, "exam").isEmpty() ? "" : reference(exam, "exam")) + " "
                        + (all(exam, "score").isEmpty()
                                ? all(exam, "missing").stream()
                                        .map(RandomExamsIT::item)
                                        .collect(Collectors.toCollection(TreeSet::new))
                                        .toString()
                                : one(exam, "score").at("/valueQuantity/value").asText()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String item(JsonNode part) {
        return one(part, "side").path("valueCode").asText() + " " + coding(part, "code");
    }

    private static Set<String> naiveChanges(Map<String, JsonNode> resources) {
        Set<String> changes = new TreeSet<>();
        Map<String, List<Found>> items = found(resources).stream()
                .filter(one -> one.scale().equals("mrc"))
                .collect(Collectors.groupingBy(Found::item));
        items.forEach((item, results) -> {
            Comparator<Found> inOrder = Comparator.comparing(Found::start).thenComparing(Found::end);
            for (Found to : results) {
                results.stream()
                        .filter(from -> from.end().isBefore(to.start()) && isClear(from, results))
                        .max(inOrder)
                        .filter(from -> isClear(to, results) && from.level() != to.level())
                        .ifPresent(from -> changes.add(
                                item + " " + from.start() + " " + to.start() + " " + (to.level() - from.level())));
            }
        });
        return changes;
    }

    private static boolean isClear(Found one, List<Found> results) {
        return one.level() >= 0
                && results.stream()
                        .filter(other ->
                                other.start().equals(one.start()) && other.end().equals(one.end()))
                        .allMatch(other -> other.level() == one.level());
    }

    private Set<String> changes() {
        JsonNode answer = SERVER.get("/" + bedside.patient() + "/$strength-trend?points=false")
                .json();
        Set<String> changes = new TreeSet<>();
        all(answer, "series").stream()
                .filter(series -> !all(series, "scale").isEmpty()
                        && one(series, "scale").path("valueUri").asText().endsWith("mrc-muscle-grade"))
                .forEach(series -> all(series, "change")
                        .forEach(change -> changes.add(item(series) + " "
                                + start(change, "from") + " " + start(change, "to") + " "
                                + (one(change, "direction")
                                                .path("valueCode")
                                                .asText()
                                                .equals("loss")
                                        ? "-"
                                        : "")
                                + one(change, "grades").path("valueInteger").asInt())));
        return changes;
    }

    private static Instant start(JsonNode change, String which) {
        return Instant.parse(
                one(one(change, which), "start").path("valueInstant").asText());
    }
}
