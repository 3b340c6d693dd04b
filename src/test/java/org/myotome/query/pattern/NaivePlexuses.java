package org.myotome.query.pattern;

import static org.myotome.query.pattern.NaiveExam.SIDES;
import static org.myotome.query.pattern.NaiveExam.other;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.myotome.strength.Side;

/** The single plexus, by the page alone. */
final class NaivePlexuses {

    /** A plexus or trunk as the file has it. */
    private record One(
            String code,
            String limb,
            Set<String> nerves,
            Set<String> roots,
            Set<String> alsoPrinted,
            Set<String> halves) {}

    private static final List<One> ALL = read();

    private NaivePlexuses() {}

    private static List<One> read() {
        List<One> all = new ArrayList<>();
        for (JsonNode plexus : NaiveMovement.TABLE.path("plexuses")) {
            all.add(new One(
                    plexus.path("code").asText(),
                    plexus.path("region").asText(),
                    texts(plexus.path("nerves")),
                    texts(plexus.path("roots")),
                    texts(plexus.path("alsoPrinted")),
                    texts(plexus.path("halves"))));
        }
        return all;
    }

    static List<NaivePattern> patterns() {
        List<NaivePattern> patterns = new ArrayList<>();
        for (Side side : SIDES) {
            for (One plexus : ALL) {
                String limb = plexus.limb();
                patterns.add(new NaivePattern(
                        "single-plexus " + NaiveExam.name(side) + " " + plexus.code(),
                        exam -> isPlexus(exam, limb, side, plexus),
                        exam -> exam.weakWhere((movement, one) ->
                                one == side && movement.limb().equals(limb) && hasPlexus(movement, plexus))));
            }
        }
        return patterns;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** A nerve from the plexus, and a root. */
    private static boolean hasPlexus(NaiveMovement movement, One plexus) {
        return movement.nerves().stream().anyMatch(plexus.nerves()::contains)
                && movement.roots().stream().anyMatch(plexus.roots()::contains);
    }

    private static boolean isOnlyBy(NaiveMovement movement, One plexus) {
        Set<String> roots = new TreeSet<>(plexus.roots());
        roots.addAll(plexus.alsoPrinted());
        return hasPlexus(movement, plexus)
                && plexus.nerves().containsAll(movement.nerves())
                && roots.containsAll(movement.roots());
    }

    private static boolean isPlexus(NaiveExam exam, String limb, Side side, One plexus) {
        List<NaiveMovement> weak = exam.weak(limb, side);
        if (!exam.isWeakOnlyIn(limb, side)
                || !weak.stream().allMatch(movement -> hasPlexus(movement, plexus))
                || !isHalfWeak(exam, limb, side, plexus)
                || NaiveLimbs.haveOneNerve(weakOfItsOwn(exam, limb, side, plexus), true)) {
            return false;
        }
        if (plexus.halves().isEmpty()) {
            return exam.strong(limb, side).stream().anyMatch(movement -> !isOnlyBy(movement, plexus));
        }
        for (One half : ALL) {
            if (plexus.halves().contains(half.code()) && !isHalfWeak(exam, limb, side, half)) {
                return false;
            }
        }
        return exam.isStrong(limb, other(side)) && exam.isStrong(other(limb), side);
    }

    private static List<NaiveMovement> weakOfItsOwn(NaiveExam exam, String limb, Side side, One plexus) {
        return exam.weak(limb, side).stream()
                .filter(movement -> isOnlyBy(movement, plexus))
                .toList();
    }

    private static boolean isHalfWeak(NaiveExam exam, String limb, Side side, One plexus) {
        List<NaiveMovement> weak = weakOfItsOwn(exam, limb, side, plexus);
        long strong = exam.strong(limb, side).stream()
                .filter(movement -> isOnlyBy(movement, plexus))
                .count();
        return !weak.isEmpty() && weak.size() >= strong;
    }
}
