package org.myotome.intake.mapping;

import java.util.Optional;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.LocalCode;
import org.myotome.intake.Statement;
import org.myotome.intake.Statement.Word;
import org.myotome.intake.mapping.SenderMap.Item;

/** Finds out what was tested, and on which scale. */
final class ItemReading {

    private final SenderMap map;
    private final Vocabulary vocabulary;
    private final SideWords sideWords;

    ItemReading(SenderMap map, Vocabulary vocabulary) {
        this.map = map;
        this.vocabulary = vocabulary;
        this.sideWords = new SideWords(map);
    }

    /** @throws IntakeRefusal if the item is unknown, or known to be something else */
    Item of(Statement statement) {
        LocalCode code = statement.itemCode();
        Optional<String> trap = Traps.why(code);
        Item item = map.item(code)
                .or(() -> named(code.text()))
                .or(() -> named(code.code()))
                .orElseGet(() -> trap.<Item>map(Item.Trap::new).orElseThrow(() -> unmapped(statement)));
        if (item instanceof Item.Trap known) {
            throw refused(statement, known.comment());
        }
        if (trap.isPresent() && !(item instanceof Item.Other)) {
            throw refused(statement, trap.get());
        }
        return item;
    }

    /** A muscle or movement in words of a line of text. */
    Item.Movement ofWords(Statement line, Optional<Scale> scale) {
        Item item = of(line);
        if (!(item instanceof Item.Movement movement)) {
            throw refused(line, "The words name no movement and no muscle.");
        }
        return movement.scale().isPresent()
                ? movement
                : new Item.Movement(movement.movement(), movement.side(), scale, movement.muscle());
    }

    private Optional<Item> named(String text) {
        String rest = sideWords.split(text).rest();
        return map.word(text)
                .or(() -> map.word(rest))
                .or(() -> vocabulary
                        .movement(rest)
                        .map(movement ->
                                new Item.Movement(movement, Optional.empty(), Optional.empty(), Optional.empty())));
    }

    private IntakeRefusal unmapped(Statement statement) {
        LocalCode code = statement.itemCode();
        return new IntakeRefusal(IntakeIssue.error(
                        IntakeRule.LOCAL_CODE_UNMAPPED,
                        statement.item().place(),
                        "Nobody has said what this code means.",
                        code.shown(),
                        "codes in the map of the sender " + map.sender().id() + " (" + map.origin()
                                + "), and names of movements such as elbow-flexion",
                        "Add the code to the map, as unmatched if it must never be taken for a grade or as disjoint if it is "
                                + "to be left out, and replay the message.")
                .withUnmapped(code));
    }

    private static IntakeRefusal refused(Statement statement, String why) {
        return new IntakeRefusal(IntakeIssue.error(
                IntakeRule.NOT_GRADED_SO,
                statement.item().place(),
                why,
                statement.itemCode().shown(),
                "items that are graded for strength",
                "Leave it out of the message, or have the map of the sender say disjoint to leave it out here."));
    }

    /** @throws IntakeRefusal if none is named, or several that differ */
    Scale scale(Statement statement, Item.Movement item) {
        Optional<Scale> named = statement.scale().map(this::scale);
        Optional<Scale> ofItem = item.scale();
        if (named.isPresent() && ofItem.isPresent() && !named.get().agreesWith(ofItem.get())) {
            throw new IntakeRefusal(IntakeIssue.error(
                    IntakeRule.SCALE_CONTRADICTS,
                    statement.scale().get().place(),
                    "The message names another scale than the map of the sender.",
                    statement.scale().get().text(),
                    ofItem.get().code(),
                    "Send the scale by which it was graded, or mend the map."));
        }
        Scale scale = named.map(scaleOf -> ofItem.map(scaleOf::narrowed).orElse(scaleOf))
                .or(() -> ofItem)
                .or(map::scale)
                .orElseThrow(() -> new IntakeRefusal(IntakeIssue.error(
                        IntakeRule.SCALE_MISSING,
                        statement.place(),
                        "No scale is named: the same digit means different things on different scales.",
                        "nothing",
                        "mrc-0-5, mrc-expanded, isncsci, mmt-0-10 or mrc-rasch",
                        "Name the scale in the map of the sender, in OBX-17, or in a column scale.")));
        boolean keyMuscle = item.movement().getSystem().equals(Vocabulary.KEY_MUSCLES);
        if (keyMuscle != (scale == Scale.ISNCSCI)) {
            throw new IntakeRefusal(IntakeIssue.error(
                    IntakeRule.NOT_GRADED_SO,
                    statement.item().place(),
                    "Motor values of the ISNCSCI belong to its key muscles, and no other grade does.",
                    item.movement().getCode() + " on the scale " + scale.code(),
                    "a key muscle (c5 to s1) with isncsci, or a movement with another scale",
                    "Map the item to a key muscle, or name the scale by which it was graded."));
        }
        return scale;
    }

    private Scale scale(Word word) {
        return Optional.ofNullable(map.methods().get(Vocabulary.words(word.text())))
                .map(coding -> coding.getCode())
                .or(() -> vocabulary.methodNamed(word.text()))
                .or(() -> Optional.of(word.text()))
                .flatMap(Scale::ofCode)
                .orElseThrow(() -> new IntakeRefusal(IntakeIssue.error(
                        IntakeRule.SCALE_CONTRADICTS,
                        word.place(),
                        "The word names no scale that grades can be taken in on.",
                        word.text(),
                        "mrc, mrc-0-5, mrc-expanded, isncsci, mmt-0-10, mrc-rasch, or words in the map of the sender",
                        "Name the scale by one of these, or add the word to the map.")));
    }
}
