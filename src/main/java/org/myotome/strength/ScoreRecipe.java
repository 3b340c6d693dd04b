package org.myotome.strength;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a score is made of: the plain sum of one grade of each item. A grade that is missing, or that adds no points (a half
 * grade, NT, one of another scale), leaves the score undetermined: nothing is rounded, filled in or converted.
 *
 * @param choices the sets of items of which one makes the score: one set if both sides count, else one for each side
 * @param points what each grade that can be summed adds
 */
public record ScoreRecipe(List<List<SidedMovement>> choices, Map<Grade, Integer> points) {

    public ScoreRecipe {
        choices = choices.stream().map(List::copyOf).toList();
        points = Map.copyOf(points);
        if (choices.isEmpty() || choices.stream().map(List::size).distinct().count() != 1) {
            throw new IllegalArgumentException("A score is made of a fixed number of items, not of " + choices);
        }
    }

    /**
     * A score of every item on the left and on the right.
     *
     * @param axial the items without a side, which count once
     */
    public static ScoreRecipe ofBothSides(List<String> items, Collection<String> axial, Map<Grade, Integer> points) {
        List<SidedMovement> all = items.stream()
                .flatMap(item -> axial.contains(item)
                        ? Stream.of(new SidedMovement(item, Side.NONE))
                        : Stream.of(new SidedMovement(item, Side.LEFT), new SidedMovement(item, Side.RIGHT)))
                .toList();
        return new ScoreRecipe(List.of(all), points);
    }

    /** A score of every item on the same side, whichever it is. */
    public static ScoreRecipe ofOneSide(List<String> items, Collection<String> axial, Map<Grade, Integer> points) {
        return new ScoreRecipe(
                Stream.of(Side.RIGHT, Side.LEFT)
                        .map(side -> items.stream()
                                .map(item -> new SidedMovement(item, axial.contains(item) ? Side.NONE : side))
                                .toList())
                        .toList(),
                points);
    }

    /** The number of grades that make the score. */
    public int size() {
        return choices.get(0).size();
    }

    /** What keeps these grades from being summed, in words, one entry for each reason; empty if they make a score. */
    public List<String> obstacles(Map<SidedMovement, Grade> grades) {
        List<String> obstacles = new ArrayList<>();
        List<SidedMovement> expected = nearest(grades.keySet());
        for (SidedMovement item : expected) {
            Grade grade = grades.get(item);
            if (grade == null) {
                obstacles.add("no grade of " + item);
            } else if (!points.containsKey(grade)) {
                obstacles.add(grade + " of " + item + ", which adds no points");
            }
        }
        grades.keySet().stream()
                .filter(item -> !expected.contains(item))
                .map(item -> "a grade of " + item + ", which is not part of the score")
                .forEach(obstacles::add);
        return obstacles;
    }

    /** The choice that the sender most probably meant. */
    private List<SidedMovement> nearest(Set<SidedMovement> given) {
        return choices.stream()
                .max(Comparator.comparingInt(choice -> common(choice, given)))
                .orElseThrow();
    }

    private static int common(List<SidedMovement> choice, Set<SidedMovement> given) {
        Set<SidedMovement> common = new HashSet<>(choice);
        common.retainAll(given);
        return common.size();
    }

    /**
     * @throws IllegalArgumentException if there are {@link #obstacles}
     */
    public int sum(Map<SidedMovement, Grade> grades) {
        List<String> obstacles = obstacles(grades);
        if (!obstacles.isEmpty()) {
            throw new IllegalArgumentException("Not a score: " + String.join(", ", obstacles));
        }
        return grades.values().stream().mapToInt(points::get).sum();
    }

    /** What must be given, for a sender who gave something else. */
    public String inWords() {
        List<String> items =
                choices.get(0).stream().map(SidedMovement::movement).distinct().toList();
        String scale = points.keySet().stream()
                .map(Grade::scale)
                .distinct()
                .sorted()
                .findFirst()
                .orElse("no scale");
        return "one grade of " + scale + " with points "
                + (choices.size() > 1 ? "of each, all on one side: " : "for each side of ")
                + String.join(", ", items);
    }
}
