package org.myotome.intake.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Practitioner;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.LocalCode;
import org.myotome.intake.Moment;
import org.myotome.intake.Statement;
import org.myotome.intake.Statement.Absence;
import org.myotome.intake.Statement.Change;
import org.myotome.intake.Statement.Word;

/** OBX to statements: one for each repetition of its value. */
record ObxMapping(Hl7Persons persons, Hl7Time time) {

    static final int ITEM = 3;

    private static final int OBSERVED = 14;

    /**
     * What cannot be read is said for its item: it matters only if the item is about strength.
     *
     * @param examined when the whole was, for a result that does not say it
     * @param identity by which the sender refers to the result again
     */
    List<Statement> read(
            OruOrder order, OruResult result, Optional<Moment> examined, Optional<String> identity, Problems problems) {
        Segment obx = result.obx();
        Optional<LocalCode> code = Hl7Codes.local(obx, ITEM, 1);
        if (code.isEmpty()) {
            problems.refuse(
                    IntakeRule.REQUIRED_MISSING,
                    obx.place(ITEM),
                    "It is not said what was examined.",
                    "",
                    "a code, its name and its code system",
                    "Send the code of the item in OBX-3.");
            return List.of();
        }
        var item = new Word(code.get().code(), obx.place(ITEM));
        var ofItem = new Problems();
        List<Statement> statements = statements(
                new Result(item, code.get(), obx, ObxNotes.read(order, result), examined, identity), result, ofItem);
        problems.add(item, code.get(), ofItem);
        return ofItem.refuses() ? List.of() : statements;
    }

    private List<Statement> statements(Result result, OruResult segments, Problems problems) {
        Segment obx = result.obx();
        if (obx.repetitions(ITEM) > 1) {
            problems.refuse(
                    IntakeRule.WRONG_FORM,
                    obx.place(ITEM, 2, 0),
                    "One result names several items.",
                    obx.raw(ITEM, 2),
                    "one code",
                    "Send an OBX for each item.");
        }
        Optional<ObxStatus> status = ObxStatus.read(obx, problems);
        var circumstances = new Circumstances(
                time.read(obx, OBSERVED, problems).or(result::examined),
                ObxTester.read(segments, persons, problems),
                ObxMethod.read(obx, problems));
        return status.map(some -> values(result, circumstances, some, problems)).orElse(List.of());
    }

    private static List<Statement> values(
            Result result, Circumstances circumstances, ObxStatus status, Problems problems) {
        Segment obx = result.obx();
        List<Statement> statements = new ArrayList<>();
        for (int repetition : repetitions(obx)) {
            if (status.change() == Change.WITHDRAWAL) {
                // It need not be readable: its words only tell the values of one result from each other.
                var value = new ObxValue(obx.text(ObxValue.FIELD, repetition), Optional.empty(), false);
                statements.add(statement(result, circumstances, status, repetition, value, Optional.empty()));
                continue;
            }
            ObxValue.read(obx, repetition, problems).ifPresent(value -> {
                Optional<Absence> absence = ObxAbsence.read(
                        obx, repetition, status, value, result.notes().spoken(), problems);
                statements.add(statement(result, circumstances, status, repetition, value, absence));
            });
        }
        return statements;
    }

    /** Those that say something; the first if none does. */
    private static List<Integer> repetitions(Segment obx) {
        List<Integer> valued = IntStream.rangeClosed(1, obx.repetitions(ObxValue.FIELD))
                .filter(repetition -> !obx.text(ObxValue.FIELD, repetition).isEmpty())
                .boxed()
                .toList();
        return valued.isEmpty() ? List.of(1) : valued;
    }

    private static Statement statement(
            Result result,
            Circumstances circumstances,
            ObxStatus status,
            int repetition,
            ObxValue value,
            Optional<Absence> absence) {
        Segment obx = result.obx();
        Hl7Place place = obx.place(ObxValue.FIELD, repetition, 0);
        return new Statement(
                place,
                result.item(),
                result.code(),
                ObxSides.read(obx),
                new Word(absence.isPresent() ? "" : value.text(), place),
                absence.isPresent() ? Optional.empty() : value.code(),
                circumstances.method().scale(),
                circumstances.effective(),
                circumstances.tester(),
                circumstances.method().method(),
                Optional.empty(),
                result.notes().interpretation(),
                status.status(),
                absence,
                status.change(),
                result.notes().texts(),
                original(obx, repetition),
                result.identity().map(identity -> ObxIdentity.ofRepetition(identity, repetition)));
    }

    /** The type and the value as they were sent; without a value, why there is none. */
    private static String original(Segment obx, int repetition) {
        String raw = obx.raw(ObxValue.FIELD, repetition);
        return raw.isEmpty() ? "OBX-11 " + obx.raw(ObxStatus.FIELD, 1) : (obx.value(ObxValue.TYPE) + " " + raw).strip();
    }

    /** @param identity of the whole result */
    private record Result(
            Word item,
            LocalCode code,
            Segment obx,
            ObxNotes notes,
            Optional<Moment> examined,
            Optional<String> identity) {}

    private record Circumstances(Optional<Moment> effective, Optional<Practitioner> tester, ObxMethod method) {}
}
