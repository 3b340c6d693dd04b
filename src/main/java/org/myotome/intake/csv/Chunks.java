package org.myotome.intake.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts a table into chunks, between examinations. */
final class Chunks {

    /** Statements: as many as make the costs of a transaction small beside those of its rows. */
    private static final int SIZE = 500;

    /** Where even one examination is cut: nobody is examined so often at once, so that the file is odd. */
    private static final int LARGEST = 2000;

    /** Rows, if they say nothing that could be stored. */
    private static final int MOST_ROWS = 2000;

    private final List<ReadRow> rows = new ArrayList<>();
    private int statements;

    /** Takes a row, and gives the chunk that it does not belong to any more. */
    Optional<Chunk> add(ReadRow row) {
        boolean sameExam =
                !rows.isEmpty() && rows.get(rows.size() - 1).identity().equals(row.identity());
        boolean full = statements >= LARGEST || rows.size() >= MOST_ROWS || statements >= SIZE && !sameExam;
        Optional<Chunk> chunk = full ? rest() : Optional.empty();
        rows.add(row);
        statements += row.statements();
        return chunk;
    }

    /** What is left at the end of the table. */
    Optional<Chunk> rest() {
        Optional<Chunk> chunk = rows.isEmpty() ? Optional.empty() : Optional.of(new Chunk(rows));
        rows.clear();
        statements = 0;
        return chunk;
    }
}
