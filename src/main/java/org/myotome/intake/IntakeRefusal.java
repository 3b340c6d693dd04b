package org.myotome.intake;

import java.util.List;

/** A message, or a part of one, that cannot be taken in. Its text names the rules only: never the content. */
public final class IntakeRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<IntakeIssue> issues;

    public IntakeRefusal(List<IntakeIssue> issues) {
        super(issues.stream().map(IntakeIssue::rule).distinct().toList().toString());
        this.issues = List.copyOf(issues);
    }

    public IntakeRefusal(IntakeIssue issue) {
        this(List.of(issue));
    }

    public List<IntakeIssue> issues() {
        return issues;
    }
}
