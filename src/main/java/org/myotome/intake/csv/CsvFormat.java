package org.myotome.intake.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeMessage;
import org.myotome.intake.IntakeOutcome;
import org.myotome.intake.MessageFormat;
import org.myotome.intake.Reading;

/** Tables small enough to be a message: a row that was refused and is replayed. */
final class CsvFormat implements MessageFormat {

    static final String NAME = "csv";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reading read(IntakeMessage message) {
        List<ReadRow> rows = new ArrayList<>();
        try {
            ReadTable table = new LittleTable(message.content()).open(message.sender());
            for (Optional<ReadRow> row = table.next(); row.isPresent(); row = table.next()) {
                rows.add(row.get());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        List<IntakeIssue> issues = rows.stream()
                .flatMap(row -> row.refused().stream())
                .flatMap(refused -> refused.issues().stream())
                .toList();
        return new Reading(new Chunk(rows).examinations(), issues);
    }

    @Override
    public String answer(IntakeMessage message, IntakeOutcome outcome) {
        return JsonLines.answer(outcome);
    }

    /** Columns may name movements, sides and scales in Myotome's own words. */
    @Override
    public boolean needsMap() {
        return false;
    }
}
