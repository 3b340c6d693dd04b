package org.myotome.query.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.myotome.strength.Side;
import org.myotome.strength.SidedMovement;

/**
 * The limb patterns and the single root once more, in plain loops over the file of the code system, by whoever reads
 * docs/operations/weakness-pattern.md and not the code. It only says which are compatible.
 */
final class NaivePatterns {

    private static final File FILE = new File("terminology/CodeSystem-tested-movement.json");
    private static final List<String> ARM = List.of("C5", "C6", "C7", "C8", "T1");
    private static final List<String> LEG = List.of("L2", "L3", "L4", "L5", "S1");

    private final Map<String, JsonNode> concepts = new LinkedHashMap<>();
    private final Map<SidedMovement, String> exam;

    NaivePatterns(Map<SidedMovement, String> exam) {
        this.exam = exam;
        try {
            new ObjectMapper()
                    .readTree(FILE)
                    .path("concept")
                    .forEach(concept -> concepts.put(concept.path("code").asText(), concept));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Set<String> property(String movement, String name) {
        Set<String> values = new TreeSet<>();
        for (JsonNode property : concepts.get(movement).path("property")) {
            if (property.path("code").asText().equals(name)) {
                values.add(
                        property.has("valueCoding")
                                ? property.path("valueCoding").path("code").asText()
                                : property.path("value" + (name.equals("isncsci-root") ? "Code" : "String"))
                                        .asText());
            }
        }
        return values;
    }

    private boolean isArm(String movement) {
        return property(movement, "region").contains("53120007");
    }

    private boolean isLeg(String movement) {
        return property(movement, "region").contains("61685007");
    }

    private List<String> in(boolean arm, Side side, boolean weak) {
        List<String> found = new ArrayList<>();
        for (SidedMovement movement : exam.keySet()) {
            if (movement.side() == side
                    && (arm ? isArm(movement.movement()) : isLeg(movement.movement()))
                    && exam.get(movement).equals("5") != weak) {
                found.add(movement.movement());
            }
        }
        return found;
    }

    private boolean hasWeakLimb(boolean arm, Side side) {
        List<String> weak = in(arm, side, true);
        int tested = weak.size() + in(arm, side, false).size();
        return !weak.isEmpty() && (weak.size() * 2 >= tested || weak.size() >= 3 && !haveOneNerve(weak, true));
    }

    private boolean isStrong(boolean arm, Side side) {
        return in(arm, side, true).isEmpty() && !in(arm, side, false).isEmpty();
    }

    /** Whether each two of them share a nerve. */
    private boolean haveOneNerve(List<String> movements, boolean sciaticIsOne) {
        for (String one : movements) {
            for (String other : movements) {
                Set<String> common = nerves(one, sciaticIsOne);
                common.retainAll(nerves(other, sciaticIsOne));
                if (common.isEmpty()) {
                    return false;
                }
            }
        }
        return true;
    }

    private Set<String> nerves(String movement, boolean sciaticIsOne) {
        Set<String> nerves = new TreeSet<>();
        for (String name : property(movement, "nerve-name")) {
            String nerve = name.replaceAll(" \\(.*", "");
            if (nerve.endsWith("peroneal nerve")) {
                nerve = sciaticIsOne ? "sciatic nerve" : "common peroneal nerve";
            }
            nerves.add(sciaticIsOne && nerve.equals("tibial nerve") ? "sciatic nerve" : nerve);
        }
        return nerves;
    }

    Set<String> limbs() {
        Set<String> compatible = new TreeSet<>();
        boolean legs = hasWeakLimb(false, Side.LEFT) && hasWeakLimb(false, Side.RIGHT);
        boolean arms = hasWeakLimb(true, Side.LEFT) && hasWeakLimb(true, Side.RIGHT);
        if (legs && isStrong(true, Side.LEFT) && isStrong(true, Side.RIGHT)) {
            compatible.add("both-legs");
        }
        if (legs && arms) {
            compatible.add("all-four-limbs");
        }
        for (Side side : List.of(Side.LEFT, Side.RIGHT)) {
            Side other = side == Side.LEFT ? Side.RIGHT : Side.LEFT;
            if (hasWeakLimb(true, side)
                    && hasWeakLimb(false, side)
                    && isStrong(true, other)
                    && isStrong(false, other)) {
                compatible.add("one-sided " + (side == Side.LEFT ? "left" : "right"));
            }
        }
        return compatible;
    }

    Set<String> roots() {
        Set<String> compatible = new TreeSet<>();
        for (Side side : List.of(Side.LEFT, Side.RIGHT)) {
            for (boolean arm : List.of(true, false)) {
                for (String root : arm ? ARM : LEG) {
                    if (isRoot(arm, side, root)) {
                        compatible.add("single-root " + (side == Side.LEFT ? "left " : "right ") + root);
                    }
                }
            }
        }
        return compatible;
    }

    private boolean isRoot(boolean arm, Side side, String root) {
        List<String> weak = in(arm, side, true);
        List<String> strong = in(arm, side, false);
        long weakAnywhere =
                exam.values().stream().filter(grade -> !grade.equals("5")).count();
        if (weak.isEmpty() || weakAnywhere != weak.size() || haveOneNerve(weak, false)) {
            return false;
        }
        boolean key = false;
        for (String movement : weak) {
            if (!property(movement, "root").contains(root)) {
                return false;
            }
            key |= property(movement, "isncsci-root").contains(root);
        }
        int strongOfRoot = 0;
        for (String movement : strong) {
            strongOfRoot += property(movement, "root").contains(root) ? 1 : 0;
        }
        if (strongOfRoot == strong.size() || !key && weak.size() < strongOfRoot) {
            return false;
        }
        List<String> order = arm ? ARM : LEG;
        for (String beside : order) {
            if (Math.abs(order.indexOf(beside) - order.indexOf(root)) == 1
                    && !isTold(arm, root, beside, weak, strong)) {
                return false;
            }
        }
        return true;
    }

    private boolean isTold(boolean arm, String root, String beside, List<String> weak, List<String> strong) {
        for (String movement : weak) {
            if (!property(movement, "root").contains(beside)) {
                return true;
            }
        }
        boolean canBe = false;
        for (String movement : concepts.keySet()) {
            Set<String> roots = property(movement, "root");
            if ((arm ? isArm(movement) : isLeg(movement)) && roots.contains(beside) && !roots.contains(root)) {
                canBe = true;
                if (strong.contains(movement)) {
                    return true;
                }
            }
        }
        return !canBe;
    }
}
