package org.myotome.storage.backup;

import java.io.IOException;
import java.util.List;
import org.myotome.Command;
import org.springframework.dao.DataAccessException;

/** What the commands for backups have in common: arguments, words and exit codes. */
abstract class BackupJob implements Command {

    private static final String PROPERTIES = """
              --myotome.…=…  a property of the server's configuration, such as --myotome.database.url=…
            Exit code: 0 done; 1 failed, or something is wrong with the backup; 2 wrong arguments.
            More: docs/operations/backup.md
            """;

    private final String name;
    private final String usage;
    private final boolean takesUrl;
    private final boolean takesForce;

    BackupJob(String name, String usage, boolean takesUrl, boolean takesForce) {
        this.name = name;
        this.usage = usage;
        this.takesUrl = takesUrl;
        this.takesForce = takesForce;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int run(List<String> arguments) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            System.out.print(usage + PROPERTIES);
            return 0;
        }
        try {
            BackupArguments parsed = BackupArguments.parse(arguments, takesUrl, takesForce);
            work(parsed, Settings.of(parsed.properties()));
            return 0;
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.print(usage + PROPERTIES);
            return 2;
        } catch (BackupException failed) {
            System.err.println(name + " failed: " + failed.getMessage());
            return 1;
        } catch (IOException | DataAccessException failed) {
            System.err.println(name + " failed: " + failed);
            return 1;
        }
    }

    /**
     * @throws IllegalArgumentException if the arguments do not fit together
     * @throws IOException if it cannot be done; the message says why
     */
    abstract void work(BackupArguments arguments, Settings settings) throws IOException;

    static void say(String line) {
        System.out.println(line);
    }

    static Verification verification(Settings settings) {
        return new Verification(settings.program(), settings.database(), DatabaseCheck::load);
    }
}
