package org.myotome.intake.mapping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.myotome.strength.Side;

/** Finds words for a side: those that everybody writes in English, codes of HL7 table 0495 and SNOMED CT, and the sender's own. */
final class SideWords {

    private static final Set<String> LEFT = Set.of("l", "left", "lt");
    private static final Set<String> RIGHT = Set.of("r", "right", "rt");

    /** Both sides at once, or one of which nobody knows: no side of one grade. */
    private static final Set<String> BOTH =
            Set.of("b", "bil", "bilat", "bilateral", "bilaterally", "both", "unilateral", "51440002", "66459002");

    private final SenderMap map;

    SideWords(SenderMap map) {
        this.map = map;
    }

    /** One word that stands for a side, or for both. */
    Optional<Found> of(String word) {
        String plain = Vocabulary.words(word.replaceAll("[()\\[\\].:]", " "));
        if (LEFT.contains(plain)) {
            return Optional.of(new Found(Optional.of(Side.LEFT)));
        }
        if (RIGHT.contains(plain)) {
            return Optional.of(new Found(Optional.of(Side.RIGHT)));
        }
        if (BOTH.contains(plain)) {
            return Optional.of(new Found(Optional.empty()));
        }
        return Optional.ofNullable(map.sides().get(plain))
                .or(() -> Vocabulary.side(plain))
                .map(side -> new Found(Optional.of(side)));
    }

    /** The side words of a text and what is left of it. */
    Split split(String text) {
        Set<Found> found = new LinkedHashSet<>();
        List<String> rest = new ArrayList<>();
        for (String word : text.strip().split("[ \\t\\u00A0_]+")) {
            Optional<Found> side = word.isEmpty() ? Optional.empty() : of(word);
            side.ifPresentOrElse(found::add, () -> rest.add(word));
        }
        return new Split(List.copyOf(found), String.join(" ", rest).replaceAll("^[:=, ]+|[:=, ]+$", ""));
    }

    /** @param side empty if it names both or leaves it open */
    record Found(Optional<Side> side) {}

    record Split(List<Found> sides, String rest) {}
}
