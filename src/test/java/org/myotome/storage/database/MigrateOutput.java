package org.myotome.storage.database;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the command {@code migrate} has printed, and how it has ended. */
record MigrateOutput(int exitCode, String text) {

    /** Runs it in this process: it opens the database and loads the guide, and no server. */
    static MigrateOutput of(String... arguments) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(text, true, StandardCharsets.UTF_8);
        PrintStream out = System.out;
        PrintStream err = System.err;
        System.setOut(printed);
        System.setErr(printed);
        try {
            return new MigrateOutput(
                    new MigrateCommand().run(List.of(arguments)), text.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
