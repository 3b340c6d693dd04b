package org.myotome.storage.terminology;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.myotome.Command;
import org.myotome.DatabaseAlone;
import org.springframework.context.ConfigurableApplicationContext;

/** Loads a code system that the user has the files of, such as a release of LOINC or SNOMED CT, into the database. */
public final class UploadTerminologyCommand implements Command {

    private final PrintStream out;
    private final PrintStream err;

    public UploadTerminologyCommand() {
        this(System.out, System.err);
    }

    UploadTerminologyCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public String name() {
        return "upload-terminology";
    }

    @Override
    public int run(List<String> arguments) {
        if (arguments.equals(List.of("--help"))) {
            out.print(UploadOptions.USAGE);
            return 0;
        }
        UploadOptions options;
        try {
            options = UploadOptions.read(arguments);
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            err.print(UploadOptions.USAGE);
            return 2;
        }
        try {
            Optional<String> fault = UploadedDescription.fault(options);
            fault.ifPresent(words -> err.println(TerminologyUpload.REFUSED + words));
            if (fault.isPresent()) {
                return 1;
            }
            if (options.url().isEmpty()) {
                return alone(options) ? 0 : 1;
            }
            return new RemoteUpload(options, this::tell).run() ? 0 : 1;
        } catch (IOException failed) {
            err.println(TerminologyUpload.REFUSED + failed);
            return 1;
        }
    }

    private boolean alone(UploadOptions options) {
        Optional<ConfigurableApplicationContext> opened = DatabaseAlone.open(
                options.properties(),
                () -> err.println(
                        "If a server is running on this database, send the files to it: --url http://localhost:8080"));
        if (opened.isEmpty()) {
            return false;
        }
        try (ConfigurableApplicationContext server = opened.get()) {
            return server.getBean(TerminologyUpload.class).run(options, this::tell);
        }
    }

    private void tell(String line) {
        (line.startsWith(TerminologyUpload.REFUSED) ? err : out).println(line);
    }
}
