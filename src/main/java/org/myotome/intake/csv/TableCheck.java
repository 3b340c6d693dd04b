package org.myotome.intake.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.PlacedIssue;
import org.myotome.intake.RowTrial;

/** Checks tables of grades as the server would take them in. */
public final class TableCheck {

    private final RowTrial trial;
    private final Map<Setting, String> words = new EnumMap<>(Setting.class);
    private final Mapping mapping;

    /**
     * @param settings by the names that the options of the command {@code import} have, without their dashes
     * @param mapping a file that says what the columns mean
     * @throws IntakeRefusal if the file is no mapping
     * @throws IllegalArgumentException for a setting that there is not
     */
    public TableCheck(RowTrial trial, Map<String, String> settings, Optional<Path> mapping) {
        this.trial = trial;
        this.mapping = mapping.map(MappingFiles::read).orElse(Mapping.NONE);
        settings.forEach((name, value) -> words.put(
                Setting.ofParameter(name).orElseThrow(() -> new IllegalArgumentException("No setting " + name)),
                value));
    }

    /** The names of the settings of a table. */
    public static List<String> settings() {
        return Arrays.stream(Setting.values()).map(Setting::parameter).toList();
    }

    /** The issues, in the order of the rows. */
    public List<PlacedIssue> check(byte[] table) {
        CellPlaces places = new CellPlaces(table, Optional.ofNullable(words.get(Setting.SEPARATOR)));
        List<IntakeIssue> issues = new ArrayList<>();
        try {
            ReadTable read = ReadTable.open(new ByteArrayInputStream(table), TableSettings.of(mapping.with(words)));
            TableImport.check(trial, read, resources -> {}, new Issues(issues), Long.MAX_VALUE);
        } catch (IntakeRefusal refusal) {
            issues.addAll(refusal.issues());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return issues.stream().map(places::place).toList();
    }

    private static final class Issues implements Report {

        private final List<IntakeIssue> issues;
        private Counts counts = Counts.NONE;

        Issues(List<IntakeIssue> issues) {
            this.issues = issues;
        }

        @Override
        public void add(ChunkOutcome outcome) {
            counts = counts.plus(outcome);
            outcome.reports().forEach(row -> issues.addAll(row.issues()));
        }

        @Override
        public void end(Optional<IntakeIssue> stopped) {
            stopped.ifPresent(issues::add);
        }

        @Override
        public Counts counts() {
            return counts;
        }
    }
}
