package org.myotome.intake.csv;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Sender;
import org.myotome.intake.SenderAddress;

/**
 * How one table is to be read.
 *
 * @param scale of rows that name none; empty if none is named
 * @param patientSystem in which the numbers of patients are unique
 * @param timeZone of times that name no offset
 * @param dateTimeFormat the only one that is read; ISO 8601 without
 * @param said from which all this was made
 */
record TableSettings(
        Sender sender,
        String scale,
        String patientSystem,
        Optional<ZoneId> timeZone,
        Optional<DateForm> dateTimeFormat,
        Optional<Separator> separator,
        Mapping said) {

    /** @throws IntakeRefusal with everything that is wrong */
    static TableSettings of(Mapping said) {
        List<IntakeIssue> issues = new ArrayList<>();
        Words words = new Words(said.words(), issues);
        Sender sender = sender(words);
        TableSettings settings = new TableSettings(
                sender,
                words.text(Setting.SCALE).orElse(""),
                words.text(Setting.PATIENT_SYSTEM).orElse(system(sender, "patient")),
                words.read(Setting.TIME_ZONE, TableSettings::zone, "a time zone such as Europe/Berlin, or an offset"),
                words.read(
                        Setting.DATE_TIME_FORMAT,
                        DateForm::of,
                        "a pattern of day, month, year and time such as dd.MM.yyyy HH:mm"),
                words.read(Setting.SEPARATOR, Separator::of, "comma, semicolon or tab"),
                said);
        if (!issues.isEmpty()) {
            throw new IntakeRefusal(issues);
        }
        return settings;
    }

    private static Sender sender(Words words) {
        Optional<String> id = words.text(Setting.SENDER);
        if (id.isEmpty() || id.get().startsWith("|")) {
            words.issues.add(
                    IntakeIssue.error(
                            IntakeRule.REQUIRED_MISSING,
                            Setting.SENDER.place(),
                            "Nobody says which system the table comes from.",
                            id.orElse("nothing"),
                            "a name, such as ICU or ICU|GENERAL",
                            "Name the sender: its map says what its words mean, and its patients are told apart from others'."));
        }
        return Sender.ofId(id.orElse(""));
    }

    private static Optional<ZoneId> zone(String id) {
        try {
            return Optional.of(ZoneId.of(id));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    /** The numbers of one sender are never those of another. */
    String system(String kind) {
        return system(sender, kind);
    }

    private static String system(Sender sender, String kind) {
        return SenderAddress.of(sender) + "/" + kind;
    }

    private record Words(Map<Setting, String> said, List<IntakeIssue> issues) {

        Optional<String> text(Setting setting) {
            return Optional.ofNullable(said.get(setting)).map(String::strip).filter(text -> !text.isEmpty());
        }

        <T> Optional<T> read(Setting setting, Function<String, Optional<T>> reader, String allowed) {
            Optional<String> text = Optional.ofNullable(said.get(setting)).filter(word -> !word.isEmpty());
            Optional<T> value = text.flatMap(reader);
            if (text.isPresent() && value.isEmpty()) {
                issues.add(IntakeIssue.error(
                        IntakeRule.WRONG_FORM,
                        setting.place(),
                        "The table cannot be read in this way.",
                        text.get(),
                        allowed,
                        "Mend it where it is set, or leave it out."));
            }
            return value;
        }
    }
}
