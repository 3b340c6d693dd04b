package org.myotome.intake;

import java.util.List;
import java.util.Optional;

/**
 * What became of one statement of a table, whose rows stand or fall each for itself.
 *
 * @param reference of the stored Observation; empty if it was refused, or only checked
 */
public record StatementResult(Statement statement, State state, List<IntakeIssue> issues, Optional<String> reference) {

    public StatementResult {
        issues = List.copyOf(issues);
    }

    public enum State {
        STORED,
        ALREADY_THERE,
        REFUSED
    }
}
