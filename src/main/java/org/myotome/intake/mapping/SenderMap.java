package org.myotome.intake.mapping;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.myotome.intake.LocalCode;
import org.myotome.intake.Sender;
import org.myotome.strength.GradeText;
import org.myotome.strength.Side;

/**
 * What the codes of one sender mean. Immutable.
 *
 * @param origin the file that it was read from
 * @param items by system and code
 * @param words items by what people write, in {@linkplain Vocabulary#words plain words}
 * @param values what is written for a grade, by folded text; of one item under its system and code, of any under an empty key
 * @param authorities the URIs of assigning authorities
 * @param scale of items that name none
 */
record SenderMap(
        Sender sender,
        String origin,
        Map<String, Item> items,
        Map<String, Item> words,
        Map<String, Map<String, Value>> values,
        Map<String, Side> sides,
        Map<String, Coding> methods,
        Map<String, Coding> positions,
        Map<String, String> authorities,
        Optional<ZoneId> zone,
        Optional<Scale> scale) {

    /** What an item is. */
    sealed interface Item {

        /** @param muscle the MDC code of the muscle without side */
        record Movement(Coding movement, Optional<Side> side, Optional<Scale> scale, Optional<String> muscle)
                implements Item {}

        /** Its value is lines of text, each with side, movement and grade. */
        record Lines(Optional<Scale> scale) implements Item {}

        /** No statement about strength: it is left out. */
        record Other(String comment) implements Item {}

        /** It looks like a grade and must never be taken for one. */
        record Trap(String comment) implements Item {}
    }

    /** What a text means: a grade, or why there is none. */
    sealed interface Value {

        record Grade(Coding grade) implements Value {}

        record NotTestable(Coding reason) implements Value {}

        record Trap(String comment) implements Value {}
    }

    SenderMap as(Sender other) {
        return new SenderMap(other, origin, items, words, values, sides, methods, positions, authorities, zone, scale);
    }

    static String key(String system, String code) {
        return system + "#" + code;
    }

    /** By its code; a system that the map does not name, or names as empty, is any. */
    Optional<Item> item(LocalCode code) {
        return Optional.ofNullable(items.get(key(code.system(), code.code())))
                .or(() -> Optional.ofNullable(items.get(key("", code.code()))));
    }

    Optional<Item> word(String text) {
        return Optional.ofNullable(words.get(Vocabulary.words(text)));
    }

    /** What the sender means by a text, of this item if the map has values for it alone. */
    Optional<Value> value(LocalCode item, String text) {
        String folded = GradeText.of(text).folded();
        return Optional.ofNullable(
                values.getOrDefault(valuesKey(item), Map.of()).get(folded));
    }

    /** Whether the item has values of its own, so that no text means there what it means elsewhere. */
    boolean hasOwnValues(LocalCode item) {
        return !valuesKey(item).isEmpty();
    }

    private String valuesKey(LocalCode item) {
        String own = key(item.system(), item.code());
        return values.containsKey(own) ? own : "";
    }
}
