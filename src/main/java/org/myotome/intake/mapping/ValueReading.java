package org.myotome.intake.mapping;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.LocalCode;
import org.myotome.intake.Statement;
import org.myotome.intake.Statement.Absence;
import org.myotome.intake.mapping.GradeReading.Result;
import org.myotome.intake.mapping.SenderMap.Value;

/** Finds out the grade, or why there is none. The words of the sender are kept with either. */
final class ValueReading {

    private static final String NOT_PERFORMED = "not-performed";
    private static final String AS_TEXT = "as-text";

    private final SenderMap map;
    private final Vocabulary vocabulary;
    private final GradeReading grades;

    ValueReading(SenderMap map, Vocabulary vocabulary) {
        this.map = map;
        this.vocabulary = vocabulary;
        this.grades = new GradeReading(vocabulary);
    }

    /** Whether the value is text of which no map says what it means as a whole. */
    boolean isText(Statement statement) {
        return statement.absent().isEmpty()
                && map.value(statement.itemCode(), statement.value().text()).isEmpty();
    }

    /**
     * Puts the grade, or the reason for its absence, into the Observation.
     *
     * @param text the value without words for the side
     * @return the very scale
     * @throws IntakeRefusal if it cannot be read, or can be read in two ways
     */
    Scale put(Statement statement, String text, Scale scale, Observation observation) {
        if (statement.absent().isPresent()) {
            absent(statement, statement.absent().get(), scale, observation);
            return exact(scale);
        }
        Set<Outcome> outcomes = new LinkedHashSet<>();
        statement.codedValue().ifPresent(code -> {
            grades.ofCode(code.system(), code.code(), scale)
                    .ifPresent(grade -> outcomes.add(Outcome.of(new Result.Graded(grade, exact(scale)))));
            Stream.of(code.code(), code.text())
                    .filter(word -> !word.isEmpty())
                    .map(word -> read(statement, word, scale))
                    .filter(outcome -> !outcome.isUnreadable())
                    .forEach(outcomes::add);
        });
        if (outcomes.isEmpty() || statement.codedValue().isEmpty()) {
            outcomes.add(read(statement, text, scale));
        }
        if (outcomes.stream().map(Outcome::means).distinct().count() > 1) {
            throw unreadable(statement, scale, "The code and its text are different grades.");
        }
        return put(statement, scale, outcomes.iterator().next(), observation);
    }

    private Outcome read(Statement statement, String text, Scale scale) {
        Optional<Value> local = map.value(statement.itemCode(), text);
        if (local.isPresent()) {
            return local(local.get(), scale);
        }
        return map.hasOwnValues(statement.itemCode())
                ? Outcome.of(
                        new Result.Unreadable("The map of the sender gives this item values of its own, and not this."))
                : Outcome.of(grades.read(text, scale));
    }

    private static Outcome local(Value value, Scale scale) {
        if (value instanceof Value.NotTestable notTestable) {
            return new Outcome(new Result.Absent(NOT_PERFORMED), Optional.of(notTestable.reason()));
        }
        if (value instanceof Value.Grade graded) {
            Coding grade = graded.grade();
            if (!grade.getSystem().endsWith("/" + scale.grades())) {
                return Outcome.of(new Result.Unreadable("The map of the sender has it for another scale."));
            }
            boolean half = scale.isMrc() && grade.getCode().contains("-");
            return half && scale == Scale.MRC
                    ? Outcome.of(new Result.Unreadable("A half grade is not on the scale mrc-0-5, which was declared."))
                    : Outcome.of(new Result.Graded(
                            grade, scale != Scale.MRC_ANY ? scale : half ? Scale.MRC_EXPANDED : Scale.MRC));
        }
        return Outcome.of(new Result.Unreadable(((Value.Trap) value).comment()));
    }

    private Scale put(Statement statement, Scale scale, Outcome outcome, Observation observation) {
        if (outcome.result() instanceof Result.Graded graded) {
            observation.setValue(new CodeableConcept(graded.grade().copy()).setText(statement.original()));
            return graded.scale();
        }
        if (outcome.result() instanceof Result.Absent absent) {
            putAbsent(absent.reason(), outcome.notTestable(), observation);
            note(statement.original().isBlank() ? "The sender gave no value." : statement.original(), observation);
            return exact(scale);
        }
        throw unreadable(statement, scale, ((Result.Unreadable) outcome.result()).why());
    }

    private void absent(Statement statement, Absence absence, Scale scale, Observation observation) {
        String words = absence.words().isBlank() ? statement.value().text() : absence.words();
        if (!words.isBlank() && read(statement, words, scale).result() instanceof Result.Graded) {
            throw unreadable(statement, scale, "There is a grade, and it is said that there is none.");
        }
        Optional<Coding> reason = map.value(statement.itemCode(), words)
                .filter(Value.NotTestable.class::isInstance)
                .map(value -> ((Value.NotTestable) value).reason())
                .or(() -> vocabulary.find(
                        Vocabulary.NOT_TESTABLE, Vocabulary.words(words).replace(' ', '-')));
        String code = !absence.code().isEmpty()
                ? absence.code()
                : reason.isPresent() || words.isBlank() ? NOT_PERFORMED : AS_TEXT;
        putAbsent(code, reason, observation);
        if (!words.isBlank()) {
            note(words, observation);
        }
    }

    private void putAbsent(String code, Optional<Coding> notTestable, Observation observation) {
        CodeableConcept reason = observation.getDataAbsentReason();
        reason.addCoding(vocabulary.listed("grade-absent-reason", code).orElseThrow());
        notTestable.ifPresent(coding -> reason.addCoding(coding.copy()));
    }

    private static void note(String words, Observation observation) {
        observation.addNote().setText(words);
    }

    private static Scale exact(Scale scale) {
        return scale == Scale.MRC_ANY ? Scale.MRC : scale;
    }

    private static IntakeRefusal unreadable(Statement statement, Scale scale, String why) {
        LocalCode shown = statement
                .codedValue()
                .orElse(new LocalCode("", statement.value().text(), ""));
        return new IntakeRefusal(IntakeIssue.error(
                IntakeRule.GRADE_UNREADABLE,
                statement.value().place(),
                why,
                shown.shown().isEmpty() ? "nothing" : shown.shown(),
                GradeReading.allowed(scale) + ", or what the map of the sender says",
                "Send the grade that was found, or have the map say what the text means."));
    }

    /** @param notTestable why it could not be tested, if a map says so */
    private record Outcome(Result result, Optional<Coding> notTestable) {

        static Outcome of(Result result) {
            return new Outcome(result, Optional.empty());
        }

        boolean isUnreadable() {
            return result instanceof Result.Unreadable;
        }

        String means() {
            return result instanceof Result.Graded graded ? graded.grade().getCode() : result.toString();
        }
    }
}
