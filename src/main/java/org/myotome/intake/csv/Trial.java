package org.myotome.intake.csv;

import org.myotome.intake.StatementResult.State;

/** Whether a report is of what was done or of what would be. */
enum Trial {
    NO,
    YES;

    String word(State state) {
        return switch (state) {
            case STORED -> this == YES ? "would-be-stored" : "stored";
            case ALREADY_THERE -> "already-there";
            case REFUSED -> "refused";
        };
    }

    /** Grades that are in the database because of this table. */
    long stored(Counts counts) {
        return this == YES ? 0 : counts.stored();
    }
}
