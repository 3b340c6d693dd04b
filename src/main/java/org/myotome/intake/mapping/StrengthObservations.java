package org.myotome.intake.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.jspecify.annotations.Nullable;
import org.myotome.intake.Examination;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.LocalCode;
import org.myotome.intake.Moment;
import org.myotome.intake.SenderAddress;
import org.myotome.intake.Statement;
import org.myotome.intake.Statement.Word;
import org.myotome.intake.mapping.SenderMap.Item;
import org.myotome.strength.ObservedTime;
import org.myotome.strength.Side;

/** The elements of an Observation beside its value. */
final class StrengthObservations {

    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";
    private static final String POSITION = "http://hl7.org/fhir/StructureDefinition/observation-bodyPosition";

    private final SenderMap map;
    private final Vocabulary vocabulary;

    StrengthObservations(SenderMap map, Vocabulary vocabulary) {
        this.map = map;
        this.vocabulary = vocabulary;
    }

    void putPlace(Statement statement, Item.Movement item, Side side, Observation observation) {
        CodeableConcept code = observation.getCode().addCoding(item.movement().copy());
        LocalCode local = statement.itemCode();
        if (local.system().isEmpty()) {
            // Words that somebody wrote, and no code of a system.
            code.setText(local.text().isEmpty() ? local.code() : local.text());
        } else if (!local.code().equals(item.movement().getCode())) {
            code.addCoding(new Coding(
                    SenderAddress.system(map.sender(), local.system()),
                    local.code(),
                    local.text().isEmpty() ? null : local.text()));
        }
        CodeableConcept site = observation.getBodySite().addCoding(vocabulary.site(item.movement(), side));
        item.muscle().flatMap(base -> vocabulary.muscle(base, side)).ifPresent(site::addCoding);
    }

    /** @throws IntakeRefusal if there is none, or it has no time zone, or names an hour that is there twice or never */
    DateTimeType time(Statement statement, Examination examination) {
        Moment moment = statement
                .effective()
                .or(examination::effective)
                .orElseThrow(() -> new IntakeRefusal(IntakeIssue.error(
                        IntakeRule.REQUIRED_MISSING,
                        statement.place(),
                        "It is not said when it was tested.",
                        "nothing",
                        "a date, or a date and time: OBX-14 or OBR-7 in HL7 v2, column datetime in a table",
                        "Send when the strength was tested.")));
        try {
            return dateTime(moment);
        } catch (DateTimeException wrong) {
            throw refused(moment, IntakeRule.WRONG_FORM, "It is no date, or no date and time.");
        }
    }

    /** What is to be said about a time that has been read. */
    Optional<IntakeIssue> remark(DateTimeType time, Statement statement, Examination examination) {
        return statement
                .effective()
                .or(examination::effective)
                .filter(moment -> ObservedTime.isAhead(time.getValue().toInstant()))
                .map(moment -> IntakeIssue.information(
                        IntakeRule.TIME_AHEAD,
                        moment.place(),
                        "It was tested in the future, by the clock of this server.",
                        moment.text(),
                        "a time that has come",
                        "Correct it, mostly its year; if it is right, tell the operator that the clock of the server is "
                                + "wrong."));
    }

    private DateTimeType dateTime(Moment moment) {
        String text = moment.text();
        if (!text.contains("T")) {
            checkDate(text);
            return new DateTimeType(text);
        }
        if (text.matches(".*(Z|[+-]\\d{2}:\\d{2})$")) {
            OffsetDateTime.parse(text);
            return new DateTimeType(text);
        }
        LocalDateTime local = LocalDateTime.parse(text);
        List<ZoneOffset> offsets = map.zone()
                .orElseThrow(() -> refused(
                        moment,
                        IntakeRule.WRONG_FORM,
                        "The time has no offset, and the map of the sender " + "no time zone."))
                .getRules()
                .getValidOffsets(local);
        if (offsets.size() != 1) {
            throw refused(
                    moment,
                    IntakeRule.WRONG_FORM,
                    "On this day the clocks were changed, and the hour was there "
                            + (offsets.isEmpty() ? "never." : "twice."));
        }
        return new DateTimeType(text + offsets.get(0).getId());
    }

    private static void checkDate(String text) {
        if (text.length() == 7) {
            YearMonth.parse(text);
        } else if (text.length() != 4) {
            LocalDate.parse(text);
        }
    }

    private static IntakeRefusal refused(Moment moment, IntakeRule rule, String why) {
        return new IntakeRefusal(IntakeIssue.error(
                rule,
                moment.place(),
                why,
                moment.text(),
                "a date, or a date and time with its offset such as 2026-10-12T09:00:00+02:00",
                "Send the offset, or name the time zone in the map of the sender."));
    }

    @Nullable
    Extension position(Statement statement) {
        Optional<Word> word =
                statement.position().filter(position -> !position.text().isBlank());
        if (word.isEmpty()) {
            return null;
        }
        Coding position = Optional.ofNullable(
                        map.positions().get(Vocabulary.words(word.get().text())))
                .or(() -> vocabulary.position(word.get().text()))
                .orElseThrow(() -> new IntakeRefusal(IntakeIssue.error(
                        IntakeRule.POSITION_UNREADABLE,
                        word.get().place(),
                        "The word names no position of the body.",
                        word.get().text(),
                        "sitting, supine, prone, standing, a code of the value set body-position, or words in the map",
                        "Send the position by one of these, or add the word to the map of the sender.")));
        return new Extension(POSITION, new CodeableConcept(position.copy()));
    }

    /** @throws IntakeRefusal if a word names no way to test strength by hand */
    void putMethod(Statement statement, Scale scale, Observation observation) {
        CodeableConcept method = observation.getMethod().addCoding(vocabulary.coding(Vocabulary.METHODS, scale.code()));
        statement.method().filter(word -> !word.text().isBlank()).ifPresent(word -> {
            Coding technique = Optional.ofNullable(map.methods().get(Vocabulary.words(word.text())))
                    .or(() -> vocabulary
                            .methodNamed(word.text())
                            .map(code -> vocabulary.coding(Vocabulary.METHODS, code)))
                    .filter(coding -> !coding.getCode().equals("hhd"))
                    .orElseThrow(() -> new IntakeRefusal(IntakeIssue.error(
                            IntakeRule.METHOD_UNREADABLE,
                            word.place(),
                            "The word names no way to grade strength.",
                            word.text(),
                            "break-test, make-test, gravity-eliminated, or words in the map of the sender",
                            "Send the method by one of these, or add the word to the map.")));
            if (!technique.getCode().equals(scale.code())) {
                method.addCoding(technique.copy());
            }
        });
    }

    void putRest(Statement statement, Observation observation) {
        observation.setStatus(statement.status());
        observation.addCategory().addCoding(new Coding(CATEGORY, "exam", "Exam"));
        statement
                .interpretation()
                .forEach(code -> observation.addInterpretation().addCoding(code.copy()));
        statement.notes().stream()
                .filter(note -> observation.getNote().stream()
                        .noneMatch(known -> known.getText().equals(note)))
                .forEach(note -> observation.addNote().setText(note));
        statement
                .identity()
                .ifPresent(identity -> observation
                        .addIdentifier()
                        .setSystem(SenderAddress.results(map.sender()))
                        .setValue(identity));
    }
}
