package org.myotome.query.pattern;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.myotome.strength.Side;
import org.myotome.strength.SidedMovement;

/** An exam on the MRC scale, in plain lists. */
final class NaiveExam {

    static final List<Side> SIDES = List.of(Side.LEFT, Side.RIGHT);
    static final List<String> LIMBS = List.of("arm", "leg");
    static final String NORMAL = "5";

    private final Map<SidedMovement, String> grades;
    private final Map<String, List<NaiveMovement>> weak = new HashMap<>();
    private final Map<String, List<NaiveMovement>> strong = new HashMap<>();

    NaiveExam(Map<SidedMovement, String> grades) {
        this.grades = grades;
    }

    static Side other(Side side) {
        return side == Side.LEFT ? Side.RIGHT : Side.LEFT;
    }

    static String other(String limb) {
        return limb.equals("arm") ? "leg" : "arm";
    }

    static String name(Side side) {
        return side == Side.LEFT ? "left" : "right";
    }

    @Nullable
    String grade(NaiveMovement movement, Side side) {
        return grades.get(new SidedMovement(movement.code(), side));
    }

    boolean isTested(NaiveMovement movement, Side side) {
        return grade(movement, side) != null;
    }

    boolean isWeak(NaiveMovement movement, Side side) {
        return isTested(movement, side) && !NORMAL.equals(grade(movement, side));
    }

    /** All weak movements, of the neck as well. */
    List<SidedMovement> weak() {
        List<SidedMovement> all = new ArrayList<>();
        grades.forEach((movement, grade) -> {
            if (!grade.equals(NORMAL)) {
                all.add(movement);
            }
        });
        return all;
    }

    List<NaiveMovement> weak(String limb, Side side) {
        return weak.computeIfAbsent(name(side) + limb, any -> tested(limb, side, true));
    }

    List<NaiveMovement> strong(String limb, Side side) {
        return strong.computeIfAbsent(name(side) + limb, any -> tested(limb, side, false));
    }

    private List<NaiveMovement> tested(String limb, Side side, boolean weak) {
        return NaiveMovement.ALL.values().stream()
                .filter(movement -> movement.limb().equals(limb))
                .filter(movement -> isTested(movement, side) && isWeak(movement, side) == weak)
                .toList();
    }

    boolean isStrong(String limb, Side side) {
        return weak(limb, side).isEmpty() && !strong(limb, side).isEmpty();
    }

    /** Whether whatever is weak is in this limb, and something is. */
    boolean isWeakOnlyIn(String limb, Side side) {
        return !weak().isEmpty() && weak().size() == weak(limb, side).size();
    }

    /**
     * The exam as it would be if more had been tested.
     *
     * @param more the grade of a movement that was not, or null if it is left out
     */
    NaiveExam with(BiFunction<NaiveMovement, Side, @Nullable String> more) {
        Map<SidedMovement, String> all = new LinkedHashMap<>(grades);
        for (NaiveMovement movement : NaiveMovement.ALL.values()) {
            for (Side side : movement.limb().isEmpty() ? List.of(Side.NONE) : SIDES) {
                String grade = isTested(movement, side) ? null : more.apply(movement, side);
                if (grade != null) {
                    all.put(new SidedMovement(movement.code(), side), grade);
                }
            }
        }
        return new NaiveExam(all);
    }

    /** The exam as it would be if all that was not tested were weak where that helps a distribution, and strong elsewhere. */
    NaiveExam weakWhere(BiPredicate<NaiveMovement, Side> weak) {
        return with((movement, side) -> weak.test(movement, side) ? "0" : NORMAL);
    }
}
