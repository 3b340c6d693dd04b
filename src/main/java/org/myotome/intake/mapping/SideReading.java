package org.myotome.intake.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Place;
import org.myotome.intake.Statement;
import org.myotome.intake.Statement.Word;
import org.myotome.intake.mapping.SenderMap.Item;
import org.myotome.intake.mapping.SideWords.Found;
import org.myotome.strength.Side;

/** Finds out the side. It may be said in several places, and wherever it is said it must be the same. */
final class SideReading {

    private final Vocabulary vocabulary;
    private final SideWords words;

    SideReading(SenderMap map, Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.words = new SideWords(map);
    }

    /** The value without the side that may stand before or after it: {@code right 4}. */
    SideWords.Split inValue(Statement statement) {
        return words.split(statement.value().text());
    }

    static SideWords.Split whole(Statement statement) {
        return new SideWords.Split(List.of(), statement.value().text());
    }

    /**
     * @return {@link Side#NONE} for the neck
     * @throws IntakeRefusal if no side is said, or both, or different ones
     */
    Side of(Statement statement, Item.Movement item, List<Found> inValue) {
        Map<Place, Found> said = new LinkedHashMap<>();
        item.side().ifPresent(side -> said.put(Place.of("map of the sender"), new Found(Optional.of(side))));
        for (Word word : statement.sides()) {
            said.merge(word.place(), words.of(word.text()).orElseThrow(() -> unreadable(word)), SideReading::both);
        }
        words.split(statement.itemCode().text())
                .sides()
                .forEach(found -> said.merge(statement.item().place(), found, SideReading::both));
        inValue.forEach(found -> said.merge(statement.value().place(), found, SideReading::both));
        if (!vocabulary.hasSide(item.movement())) {
            if (!said.isEmpty()) {
                throw contradiction(statement, said, "no side: the neck has none");
            }
            return Side.NONE;
        }
        return single(statement, said);
    }

    private static Found both(Found one, Found other) {
        return one.equals(other) ? one : new Found(Optional.empty());
    }

    private static Side single(Statement statement, Map<Place, Found> said) {
        if (said.isEmpty()) {
            throw new IntakeRefusal(IntakeIssue.error(
                    IntakeRule.SIDE_MISSING,
                    statement.item().place(),
                    "The side is missing.",
                    statement.itemCode().shown(),
                    "left or right: in OBX-20, in the code or its text, in the column side, or in the map of the sender",
                    "Send the side that was tested."));
        }
        Set<Optional<Side>> sides = said.values().stream().map(Found::side).collect(Collectors.toSet());
        if (sides.size() > 1) {
            throw contradiction(statement, said, "one side, wherever it is said");
        }
        return sides.iterator()
                .next()
                .orElseThrow(() -> new IntakeRefusal(IntakeIssue.error(
                        IntakeRule.SIDE_UNREADABLE,
                        said.keySet().iterator().next(),
                        "It names both sides, or leaves the side open.",
                        shown(said),
                        "left or right",
                        "Send each side with a grade of its own.")));
    }

    private static IntakeRefusal contradiction(Statement statement, Map<Place, Found> said, String allowed) {
        return new IntakeRefusal(IntakeIssue.error(
                IntakeRule.SIDE_CONTRADICTS,
                statement.place(),
                "The side is said in different ways.",
                shown(said),
                allowed,
                "Find out which side was tested: nothing of it is taken in."));
    }

    private static String shown(Map<Place, Found> said) {
        return said.entrySet().stream()
                .map(entry -> entry.getValue()
                                .side()
                                .map(side -> side.name().toLowerCase(Locale.ROOT))
                                .orElse("both")
                        + " (" + entry.getKey().shown() + ")")
                .collect(Collectors.joining(", "));
    }

    private static IntakeRefusal unreadable(Word word) {
        return new IntakeRefusal(IntakeIssue.error(
                IntakeRule.SIDE_UNREADABLE,
                word.place(),
                "The word names no side.",
                word.text(),
                "left, right, L, R, a SNOMED CT code of a side or a limb with its side, or words in the map of the sender",
                "Send the side by one of these, or add the word to the map."));
    }
}
