package org.myotome.intake.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.Statement;

/** Synthetic tables and what is read from them. */
final class Tables {

    static final String LONG = "patient,datetime,side,movement,scale,value,tester,position\r\n";

    static final String WIDE = "patient,datetime,tester,scale,left elbow-flexion,right elbow-flexion\r\n";

    private Tables() {}

    static InputStream stream(String table) {
        return new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8));
    }

    /** A row of the long form, of a patient whose number is all that differs. */
    static String row(int patient, String value) {
        return "P" + patient + ",2026-03-01T09:30:00+01:00,left,elbow-flexion,mrc-0-5," + value + ",T1,sitting\r\n";
    }

    static String rows(int count) {
        StringBuilder rows = new StringBuilder(LONG);
        for (int patient = 1; patient <= count; patient++) {
            rows.append(row(patient, "4"));
        }
        return rows.toString();
    }

    /** @param words settings and their values in turn; the sender is EXAMPLE-TABLE if none is among them */
    static TableSettings settings(Object... words) {
        Map<Setting, String> said = new EnumMap<>(Setting.class);
        said.put(Setting.SENDER, "EXAMPLE-TABLE");
        for (int i = 0; i < words.length; i += 2) {
            said.put((Setting) words[i], (String) words[i + 1]);
        }
        return TableSettings.of(new Mapping(said, Map.of()));
    }

    static ReadTable open(String table, TableSettings settings) {
        try {
            return ReadTable.open(stream(table), settings);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static List<ReadRow> read(String table, TableSettings settings) {
        ReadTable open = open(table, settings);
        List<ReadRow> rows = new ArrayList<>();
        try {
            for (Optional<ReadRow> row = open.next(); row.isPresent(); row = open.next()) {
                rows.add(row.get());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return rows;
    }

    static List<Statement> statements(String table, TableSettings settings) {
        return read(table, settings).stream()
                .flatMap(row -> row.examination().stream())
                .flatMap(exam -> exam.statements().stream())
                .toList();
    }

    /** Everything that is refused of the rows. */
    static List<IntakeIssue> refusals(String table, TableSettings settings) {
        return read(table, settings).stream()
                .flatMap(row -> row.refused().stream())
                .flatMap(refused -> refused.issues().stream())
                .toList();
    }

    /** Why the table is refused as a whole. */
    static List<IntakeIssue> refusal(String table, TableSettings settings) {
        try {
            read(table, settings);
        } catch (IntakeRefusal refusal) {
            return refusal.issues();
        }
        throw new AssertionError("It was read");
    }
}
