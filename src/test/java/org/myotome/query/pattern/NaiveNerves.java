package org.myotome.query.pattern;

import static org.myotome.query.pattern.NaiveExam.LIMBS;
import static org.myotome.query.pattern.NaiveExam.SIDES;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.myotome.strength.Side;

/** The single nerve, by the page alone. */
final class NaiveNerves {

    private static final Map<String, List<String>> BRANCHES = trunks();

    private NaiveNerves() {}

    static List<NaivePattern> patterns() {
        List<NaivePattern> patterns = new ArrayList<>();
        for (Side side : SIDES) {
            for (String limb : LIMBS) {
                for (String nerve : nerves(limb)) {
                    patterns.add(new NaivePattern(
                            "single-nerve " + NaiveExam.name(side) + " " + nerve,
                            exam -> isNerve(exam, limb, side, nerve),
                            exam -> exam.weakWhere((movement, one) ->
                                    one == side && movement.limb().equals(limb) && hasNerve(movement, nerve))));
                }
            }
        }
        return patterns;
    }

    /** Those that the movements of a limb name, and the trunks of these. A plexus that is named like a nerve is none. */
    private static Set<String> nerves(String limb) {
        Set<String> nerves = new TreeSet<>();
        Set<String> trunks = new TreeSet<>();
        for (NaiveMovement movement : NaiveMovement.ALL.values()) {
            if (movement.limb().equals(limb)) {
                nerves.addAll(movement.nerves());
            }
        }
        nerves.removeIf(nerve -> nerve.endsWith("plexus"));
        BRANCHES.forEach((trunk, branches) -> {
            if (branches.stream().flatMap(branch -> with(branch).stream()).anyMatch(nerves::contains)) {
                trunks.add(trunk);
            }
        });
        nerves.addAll(trunks);
        return nerves;
    }

    private static List<String> branches(String nerve) {
        return BRANCHES.getOrDefault(nerve, List.of());
    }

    private static Map<String, List<String>> trunks() {
        Map<String, List<String>> trunks = new HashMap<>();
        for (JsonNode trunk : NaiveMovement.TABLE.path("trunks")) {
            List<String> branches = new ArrayList<>();
            trunk.path("branches").forEach(branch -> branches.add(branch.asText()));
            trunks.put(trunk.path("nerve").asText(), branches);
        }
        return trunks;
    }

    /** A nerve with its branches and theirs. */
    static Set<String> with(String nerve) {
        Set<String> all = new TreeSet<>(Set.of(nerve));
        branches(nerve).forEach(branch -> all.addAll(with(branch)));
        return all;
    }

    private static boolean hasNerve(NaiveMovement movement, String nerve) {
        return movement.nerves().stream().anyMatch(with(nerve)::contains);
    }

    private static boolean isOnlyBy(NaiveMovement movement, String nerve) {
        return with(nerve).containsAll(movement.nerves());
    }

    private static boolean isNerve(NaiveExam exam, String limb, Side side, String nerve) {
        List<NaiveMovement> weak = exam.weak(limb, side);
        if (!exam.isWeakOnlyIn(limb, side) || !weak.stream().allMatch(movement -> hasNerve(movement, nerve))) {
            return false;
        }
        for (String branch : branches(nerve)) {
            if (weak.stream().noneMatch(movement -> hasNerve(movement, branch))) {
                return false;
            }
        }
        return isHalfOfItsOwnWeak(exam, limb, side, nerve)
                && strongOfSameRoots(exam, limb, side, nerve) >= (weak.size() == 1 ? 2 : 1);
    }

    /** Two of them must have been tested, if there are two; if there is none, no other nerve may account for what is weak. */
    private static boolean isHalfOfItsOwnWeak(NaiveExam exam, String limb, Side side, String nerve) {
        List<NaiveMovement> own = NaiveMovement.ALL.values().stream()
                .filter(movement -> movement.limb().equals(limb) && isOnlyBy(movement, nerve))
                .toList();
        if (own.isEmpty()) {
            return isNoOtherNerve(exam, limb, side, nerve);
        }
        long tested =
                own.stream().filter(movement -> exam.isTested(movement, side)).count();
        long weak = own.stream().filter(movement -> exam.isWeak(movement, side)).count();
        return weak > 0 && tested >= Math.min(2, own.size()) && weak * 2 >= tested;
    }

    private static boolean isNoOtherNerve(NaiveExam exam, String limb, Side side, String nerve) {
        Set<String> others = new TreeSet<>();
        exam.weak(limb, side).forEach(movement -> others.addAll(movement.nerves()));
        others.removeAll(with(nerve));
        others.removeIf(other -> NaiveMovement.ALL.values().stream()
                .noneMatch(movement ->
                        movement.limb().equals(limb) && movement.nerves().equals(Set.of(other))));
        return others.stream()
                .allMatch(other -> exam.strong(limb, side).stream()
                        .anyMatch(movement -> movement.nerves().equals(Set.of(other))));
    }

    private static long strongOfSameRoots(NaiveExam exam, String limb, Side side, String nerve) {
        Set<String> roots = new TreeSet<>();
        exam.weak(limb, side).forEach(movement -> roots.addAll(movement.roots()));
        return exam.strong(limb, side).stream()
                .filter(movement -> !hasNerve(movement, nerve))
                .filter(movement -> movement.roots().stream().anyMatch(roots::contains))
                .count();
    }
}
