package org.myotome.storage.migration;

import java.util.List;
import java.util.stream.Collectors;

/** What an operator reads who starts a program on a database that a later one has used. */
final class LaterDatabase {

    private static final int SHOWN = 5;

    private LaterDatabase() {}

    /** @param later the changes that this program does not know, the latest at the end */
    static String message(List<Change> later) {
        String shown = later.stream()
                .skip(Math.max(0, later.size() - SHOWN))
                .map(change -> "  " + change)
                .collect(Collectors.joining("\n"));
        Change last = later.get(later.size() - 1);
        return "The database is newer than this program: it has " + later.size()
                + " changes that this program does not know, the last of which are\n" + shown
                + "\nNothing was changed. Start the later Myotome that made them ("
                + (last.isOfHapi()
                        ? "with a later HAPI FHIR"
                        : "of version " + last.version().replaceFirst("\\.\\d{8}\\..*", ""))
                + " or later), or restore the backup from before its first start.";
    }
}
