package org.myotome.check;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.springframework.boot.logging.LoggingSystem;

/**
 * What a command reads and writes.
 *
 * @param outIsTerminal whether a person sees the standard output
 * @param errIsTerminal whether a person sees what is printed beside it
 * @param mayColor whether the person has not asked for no colours (no-color.org)
 */
record CommandStreams(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        boolean mayColor) {

    /** Those of the process, for the command alone: log lines must not get into its report. */
    static CommandStreams ofProcess() {
        // Until a logging system is initialised it lets nothing through.
        LoggingSystem.get(CommandStreams.class.getClassLoader()).beforeInitialize();
        String noColor = System.getenv("NO_COLOR");
        boolean dumb = "dumb".equals(System.getenv("TERM"));
        return new CommandStreams(
                // Read to its end, the file alone asks where it stands, which a pipe cannot tell (JDK 17).
                new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
                System.out,
                System.err,
                isTerminal(1),
                isTerminal(2),
                (noColor == null || noColor.isEmpty()) && !dumb);
    }

    /** Java tells it only of input and output together; Linux shows what each of them is. */
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (Files.isSymbolicLink(link)) {
            try {
                return Files.readSymbolicLink(link).toString().matches("/dev/(pts/|tty|console).*");
            } catch (IOException unknown) {
                return false;
            }
        }
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
        return System.console() != null && (!windows || System.getenv("WT_SESSION") != null);
    }
}
