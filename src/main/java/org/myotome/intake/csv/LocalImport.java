package org.myotome.intake.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.myotome.DatabaseAlone;
import org.myotome.intake.Channel;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.csv.ImportOptions.Switch;
import org.springframework.context.ConfigurableApplicationContext;

/** Opens the database of the server, without serving anybody, and stores the table in it. */
final class LocalImport {

    private final ImportOptions options;
    private final Terminal terminal;

    LocalImport(ImportOptions options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
    }

    /** @return the exit code of the command */
    int run(OutputStream report) throws IOException {
        TableSettings settings;
        try {
            Mapping mapping =
                    options.mapping().map(Path::of).map(MappingFiles::read).orElse(Mapping.NONE);
            settings = TableSettings.of(mapping.with(options.words()));
        } catch (IntakeRefusal refusal) {
            terminal.say(refusal.issues());
            return 2;
        }
        try (InputStream body = Files.newInputStream(options.file())) {
            // A header that is wrong is told before the database is opened, which takes a while.
            ReadTable.open(body, settings);
        }
        // The report may go to the standard output, and log lines must not get in between.
        System.setOut(System.err);
        Optional<ConfigurableApplicationContext> started = DatabaseAlone.open(
                options.properties(),
                () -> terminal.say(
                        "If a server is running on this database, send the table to it: --url http://localhost:8080"));
        if (started.isEmpty()) {
            return 1;
        }
        try (ConfigurableApplicationContext server = started.get();
                InputStream body = Files.newInputStream(options.file())) {
            return store(server, body, settings, report) ? 0 : 1;
        }
    }

    /** Whether everything is stored, or was already, or would be. */
    private boolean store(
            ConfigurableApplicationContext server, InputStream body, TableSettings settings, OutputStream out)
            throws IOException {
        if (options.has(Switch.ATOMIC)) {
            WholeTable whole = server.getBean(WholeTable.class);
            try (WholeTable.Done done = whole.store(body, settings, CsvLines::new, options.has(Switch.ALL))) {
                done.report().copyTo(out);
                terminal.end(done.counts());
                return done.stored();
            } catch (Contended contended) {
                terminal.say(List.of(contended.issue()));
                return false;
            }
        }
        boolean dryRun = options.has(Switch.DRY_RUN);
        LineReport report = new LineReport(
                new CsvLines(dryRun ? Trial.YES : Trial.NO), options.has(Switch.ALL), new FileLines(out, terminal));
        ReadTable table = ReadTable.open(body, settings);
        TableImport tables = server.getBean(TableImport.class);
        Optional<IntakeIssue> stopped =
                dryRun ? tables.check(table, resources -> {}, report) : tables.store(table, Channel.COMMAND, report);
        terminal.end(report.counts());
        terminal.say(stopped.stream().toList());
        return stopped.isEmpty() && report.counts().refused() == 0;
    }

    private record FileLines(OutputStream out, Terminal terminal) implements ReportLines {

        @Override
        public void write(String lines) throws IOException {
            out.write(lines.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void progress(Counts counts) {
            terminal.progress(counts);
        }
    }
}
