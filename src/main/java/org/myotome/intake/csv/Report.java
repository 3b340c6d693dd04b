package org.myotome.intake.csv;

import java.io.IOException;
import java.util.Optional;
import org.myotome.intake.IntakeIssue;

/** Is told what becomes of a table while it is read, in the order of its rows. */
interface Report {

    void add(ChunkOutcome outcome) throws IOException;

    /** @param stopped why the rest of the table was not read, if there is a rest */
    void end(Optional<IntakeIssue> stopped) throws IOException;

    Counts counts();
}
