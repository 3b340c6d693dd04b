package org.myotome.intake.csv;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.myotome.Command;
import org.myotome.intake.IntakeRefusal;

/** Stores a table of grades, in the database itself or through a running server. */
public final class ImportCommand implements Command {

    @Override
    public String name() {
        return "import";
    }

    @Override
    public int run(List<String> arguments) {
        ImportOptions options;
        try {
            options = ImportOptions.parse(arguments);
            checkReadable(options.file());
            if (options.url().isEmpty()) {
                options.mapping().map(Path::of).ifPresent(ImportCommand::checkReadable);
            }
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.print(ImportOptions.USAGE);
            return 2;
        }
        Terminal terminal = Terminal.ofProcess();
        try (OutputStream report = report(options)) {
            return options.url().isPresent()
                    ? new RemoteImport(options, terminal).run(report)
                    : new LocalImport(options, terminal).run(report);
        } catch (IntakeRefusal refusal) {
            terminal.say(refusal.issues());
            return 1;
        } catch (IOException failed) {
            terminal.say("Not imported, or not all of it: " + failed
                    + ". Import it again: rows that are stored are recognised.");
            return 1;
        }
    }

    private static void checkReadable(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException("No file that can be read: " + file);
        }
    }

    private static OutputStream report(ImportOptions options) throws IOException {
        return new BufferedOutputStream(
                options.report().isPresent()
                        ? Files.newOutputStream(options.report().get())
                        : new FileOutputStream(FileDescriptor.out));
    }
}
