package org.myotome.intake.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Observation;
import org.jspecify.annotations.Nullable;
import org.myotome.intake.Examination;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Statement;
import org.myotome.intake.Statement.Change;
import org.myotome.intake.mapping.SenderMap.Item;
import org.myotome.intake.mapping.Translation.Strength;
import org.myotome.strength.Side;

/** Translates the statements of one sender. */
final class Translator {

    private final SenderMap map;
    private final Vocabulary vocabulary;
    private final ItemReading items;
    private final SideReading sides;
    private final ValueReading values;
    private final StrengthObservations observations;

    Translator(SenderMap map, Vocabulary vocabulary) {
        this.map = map;
        this.vocabulary = vocabulary;
        this.items = new ItemReading(map, vocabulary);
        this.sides = new SideReading(map, vocabulary);
        this.values = new ValueReading(map, vocabulary);
        this.observations = new StrengthObservations(map, vocabulary);
    }

    /** In the order of the statements; one whose value is lines of text gives several. */
    List<Translation> translate(Examination examination) {
        return examination.statements().stream()
                .flatMap(statement -> translate(statement, examination))
                .toList();
    }

    private Stream<Translation> translate(Statement statement, Examination examination) {
        try {
            Item item = items.of(statement);
            if (item instanceof Item.Other other) {
                return Stream.of(leftOut(statement, other));
            }
            if (item instanceof Item.Lines lines) {
                return lines(statement, lines, examination);
            }
            return Stream.of(strength(statement, (Item.Movement) item, examination));
        } catch (IntakeRefusal refusal) {
            return Stream.of(new Translation(statement, Optional.empty(), refusal.issues()));
        }
    }

    private static Translation leftOut(Statement statement, Item.Other other) {
        return new Translation(
                statement,
                Optional.empty(),
                List.of(IntakeIssue.information(
                        IntakeRule.ITEM_NOT_STRENGTH,
                        statement.item().place(),
                        "The item is left out. " + other.comment(),
                        statement.itemCode().shown(),
                        "items that are about strength",
                        "Nothing is to be done, unless it is about strength: then mend the map of the sender.")));
    }

    private Stream<Translation> lines(Statement statement, Item.Lines lines, Examination examination) {
        List<TextLines.Piece> pieces = new TextLines(vocabulary, new SideWords(map))
                .pieces(statement.value().text());
        if (pieces.isEmpty()) {
            return Stream.of(new Translation(
                    statement,
                    Optional.empty(),
                    List.of(IntakeIssue.error(
                            IntakeRule.REQUIRED_MISSING,
                            statement.value().place(),
                            "There are no lines of text.",
                            "nothing",
                            "lines such as R deltoid 4/5",
                            "Send each line with its side, its movement or muscle, and its grade."))));
        }
        return pieces.stream().map(piece -> {
            Statement line = piece.of(statement);
            try {
                Item.Movement item = items.ofWords(line, lines.scale());
                return strength(line, item, examination);
            } catch (IntakeRefusal refusal) {
                return new Translation(line, Optional.empty(), refusal.issues());
            }
        });
    }

    private Translation strength(Statement statement, Item.Movement item, Examination examination) {
        List<IntakeIssue> issues = new ArrayList<>();
        Optional<Scale> scale = collect(issues, () -> items.scale(statement, item));
        // "right 4": the side may stand in the value.
        SideWords.Split value = values.isText(statement) ? sides.inValue(statement) : SideReading.whole(statement);
        Optional<Side> side = collect(issues, () -> sides.of(statement, item, value.sides()));
        Observation observation = new Observation();
        boolean withdrawn = statement.change() == Change.WITHDRAWAL;
        scale.ifPresent(known -> collect(issues, () -> {
            Scale exact = withdrawn ? known : values.put(statement, value.rest(), known, observation);
            observations.putMethod(statement, exact, observation);
            return exact;
        }));
        side.ifPresent(known -> observations.putPlace(statement, item, known, observation));
        List<IntakeIssue> remarks = new ArrayList<>();
        if (!withdrawn) {
            collect(issues, () -> observations.time(statement, examination)).ifPresent(time -> {
                observation.setEffective(time);
                observations.remark(time, statement, examination).ifPresent(remarks::add);
            });
        }
        collect(issues, () -> observations.position(statement)).ifPresent(observation::addExtension);
        if (statement.tester().isEmpty() && !withdrawn) {
            issues.add(missingTester(statement));
        }
        if (!issues.isEmpty()) {
            return new Translation(statement, Optional.empty(), issues);
        }
        observations.putRest(statement, observation);
        String about = item.movement().getCode() + "/" + side.get().name().toLowerCase(Locale.ROOT) + "/"
                + scale.get().grades();
        return new Translation(statement, Optional.of(new Strength(observation, statement.tester(), about)), remarks);
    }

    private static IntakeIssue missingTester(Statement statement) {
        return IntakeIssue.error(
                IntakeRule.REQUIRED_MISSING,
                statement.place(),
                "Nobody is named who tested it.",
                "nothing",
                "who tested the strength: OBX-16 in HL7 v2, column tester in a table",
                "Name the tester: grades of different testers must not be compared unawares.");
    }

    private static <T> Optional<T> collect(List<IntakeIssue> issues, Reading<T> reading) {
        try {
            return Optional.ofNullable(reading.read());
        } catch (IntakeRefusal refusal) {
            issues.addAll(refusal.issues());
            return Optional.empty();
        }
    }

    private interface Reading<T> {

        @Nullable
        T read();
    }
}
