package org.myotome.check;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.myotome.Command;
import org.myotome.check.ValidateOptions.Color;
import org.myotome.intake.IntakeRefusal;

/** Judges files as the server would judge them, without one. */
public final class ValidateCommand implements Command {

    private static final int FINE = 0;
    private static final int ERRORS = 1;
    private static final int WRONG_USAGE = 2;

    private final Supplier<CommandStreams> process;
    private final Supplier<Judge> loading;

    public ValidateCommand() {
        this(CommandStreams::ofProcess, Judge::load);
    }

    ValidateCommand(Supplier<CommandStreams> process, Supplier<Judge> loading) {
        this.process = process;
        this.loading = loading;
    }

    @Override
    public String name() {
        return "validate";
    }

    /** @return 0 without errors, 1 with, 2 if the arguments are wrong or something cannot be read */
    @Override
    public int run(List<String> arguments) {
        CommandStreams streams = process.get();
        if (arguments.contains("--help") || arguments.contains("-h")) {
            streams.out().print(ValidateOptions.USAGE);
            return FINE;
        }
        ValidateOptions options;
        try {
            options = ValidateOptions.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            streams.err().println(wrong.getMessage());
            streams.err().println("What there is: validate --help");
            return WRONG_USAGE;
        }
        Inputs inputs = Inputs.of(options.inputs(), options.input());
        inputs.unreadable().forEach(streams.err()::println);
        if (inputs.files().isEmpty()) {
            return WRONG_USAGE;
        }
        Progress progress = new Progress(streams.err(), streams.errIsTerminal(), inputs.size(), System::nanoTime);
        try {
            int result = run(options, inputs, streams, progress);
            return inputs.unreadable().isEmpty() ? result : WRONG_USAGE;
        } catch (IntakeRefusal wrong) {
            progress.clear();
            streams.err().println("--mapping: " + wrong.issues().get(0).inWords());
            return WRONG_USAGE;
        } catch (IOException failed) {
            progress.clear();
            streams.err().println("The report cannot be written: " + failed.getMessage());
            return WRONG_USAGE;
        }
    }

    private int run(ValidateOptions options, Inputs inputs, CommandStreams streams, Progress progress)
            throws IOException {
        try (PrintStream file = output(options)) {
            progress.say("Loading the profiles");
            Judge judge = loading.get();
            PrintStream out = options.output().isPresent() ? file : streams.out();
            Report report = report(options, out, judge, streams, progress);
            Validation validation = new Validation(judge.files(options), report, progress);
            boolean allRead = validation.run(inputs, streams);
            progress.clear();
            if (options.format() != ReportFormat.TEXT || options.output().isPresent()) {
                streams.err().println(validation.totals().inWords());
            }
            if (out.checkError()) {
                throw new IOException(options.output().map(Path::toString).orElse("the output is closed"));
            }
            return !allRead ? WRONG_USAGE : validation.totals().errors() > 0 ? ERRORS : FINE;
        }
    }

    private static PrintStream output(ValidateOptions options) throws IOException {
        OutputStream file = options.output().isPresent()
                ? Files.newOutputStream(options.output().get())
                : OutputStream.nullOutputStream();
        return new PrintStream(new BufferedOutputStream(file), false, StandardCharsets.UTF_8);
    }

    private static Report report(
            ValidateOptions options, PrintStream out, Judge judge, CommandStreams streams, Progress progress)
            throws IOException {
        boolean terminal = options.output().isEmpty() && streams.outIsTerminal() && streams.mayColor();
        boolean colored = options.color() == Color.ALWAYS || options.color() == Color.AUTO && terminal;
        return switch (options.format()) {
            case TEXT -> new TextReport(out, colored, progress::clear);
            case OUTCOME -> new OutcomeReport(judge.fhir(), out, true);
            case NDJSON -> new OutcomeReport(judge.fhir(), out, false);
            case SARIF -> new SarifReport(judge.guide(), out);
            case JUNIT -> new JunitReport(out);
        };
    }
}
