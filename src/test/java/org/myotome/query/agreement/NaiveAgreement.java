package org.myotome.query.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Pairs of grades from the resources themselves, as the operation's page describes them; written down for the tests alone. */
final class NaiveAgreement {

    private static final String SCALE = "https://w3id.org/myotome/CodeSystem/mrc-muscle-grade";
    private static final List<String> GRADES = List.of("0", "1", "2", "3", "4-minus", "4", "4-plus", "5");

    private record One(String subject, String item, String rater, String grade, long time, long row) {}

    private final List<One> ones = new ArrayList<>();

    /** @param observations as a search has them; ids grow in the order in which they were stored */
    NaiveAgreement(List<JsonNode> observations, Set<String> statuses, Set<String> raters) {
        for (JsonNode observation : observations) {
            JsonNode coding = observation.at("/valueCodeableConcept/coding/0");
            String rater = observation.at("/performer/0/reference").asText();
            if (coding.path("system").asText().equals(SCALE)
                    && statuses.contains(observation.path("status").asText())
                    && (raters.isEmpty() || raters.contains(rater))) {
                ones.add(new One(
                        observation.at("/subject/reference").asText(),
                        observation.at("/code/coding/0/code").asText() + " "
                                + observation.at("/bodySite/coding/0/code").asText(),
                        rater,
                        coding.path("code").asText(),
                        OffsetDateTime.parse(
                                        observation.path("effectiveDateTime").asText())
                                .toInstant()
                                .toEpochMilli(),
                        observation.path("id").asLong()));
            }
        }
        ones.sort(Comparator.comparingLong(One::time).thenComparingLong(One::row));
    }

    int grades() {
        return ones.size();
    }

    /**
     * The cells that are not empty, as {@code item: grade of rater 1 / grade of rater 2}.
     *
     * @param firstRater rater 1 in every pair; empty if the earlier one is
     * @param byItem otherwise the item is empty
     */
    Map<String, Integer> cells(long hours, String firstRater, boolean byItem) {
        Map<String, Integer> cells = new TreeMap<>();
        ones.stream()
                .collect(Collectors.groupingBy(one -> one.subject() + " " + one.item()))
                .values()
                .forEach(same -> {
                    for (List<One> pair : pairs(same, hours * 3_600_000)) {
                        boolean turned =
                                !firstRater.isEmpty() && !pair.get(0).rater().equals(firstRater);
                        One first = pair.get(turned ? 1 : 0);
                        One second = pair.get(turned ? 0 : 1);
                        cells.merge(
                                (byItem ? first.item() : "") + ": " + first.grade() + " / " + second.grade(),
                                1,
                                Integer::sum);
                    }
                });
        return cells;
    }

    private static List<List<One>> pairs(List<One> same, long within) {
        List<List<One>> pairs = new ArrayList<>();
        Set<One> used = new HashSet<>();
        while (true) {
            List<One> best = List.of();
            for (One first : same) {
                for (One second : same) {
                    long apart = second.time() - first.time();
                    if (same.indexOf(first) < same.indexOf(second)
                            && !used.contains(first)
                            && !used.contains(second)
                            && !first.rater().equals(second.rater())
                            && apart <= within
                            && (best.isEmpty()
                                    || apart < best.get(1).time() - best.get(0).time())) {
                        best = List.of(first, second);
                    }
                }
            }
            if (best.isEmpty()) {
                return pairs;
            }
            used.addAll(best);
            pairs.add(best);
        }
    }

    /** Quadratic kappa of the eight MRC grades by mean squared distances. */
    static double quadraticKappa(Map<String, Integer> cells) {
        List<Integer> first = new ArrayList<>();
        List<Integer> second = new ArrayList<>();
        cells.forEach((cell, count) -> {
            String[] grades = cell.substring(cell.indexOf(": ") + 2).split(" / ");
            for (int i = 0; i < count; i++) {
                first.add(GRADES.indexOf(grades[0]));
                second.add(GRADES.indexOf(grades[1]));
            }
        });
        double observed = 0;
        double expected = 0;
        for (int i = 0; i < first.size(); i++) {
            observed += Math.pow(first.get(i) - second.get(i), 2);
            for (int other : second) {
                expected += Math.pow(first.get(i) - other, 2) / first.size();
            }
        }
        return 1 - observed / expected;
    }
}
