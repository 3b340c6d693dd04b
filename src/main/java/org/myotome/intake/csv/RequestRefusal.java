package org.myotome.intake.csv;

import java.util.List;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Place;

/** A request of which no row is read, with its HTTP status. */
final class RequestRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient List<IntakeIssue> issues;

    RequestRefusal(int status, List<IntakeIssue> issues) {
        super("HTTP " + status, null, false, false);
        this.status = status;
        this.issues = List.copyOf(issues);
    }

    RequestRefusal(int status, String where, String message, String sent, String allowed, String fix) {
        this(status, List.of(IntakeIssue.error(IntakeRule.WRONG_FORM, Place.of(where), message, sent, allowed, fix)));
    }

    /** Of a table whose beginning was read. */
    static RequestRefusal of(IntakeRefusal refusal) {
        List<String> rules = refusal.issues().stream().map(IntakeIssue::rule).toList();
        int status = 422;
        if (rules.contains(IntakeRule.CHARACTER_SET_UNSUPPORTED.code())) {
            status = 415;
        } else if (rules.contains(IntakeRule.TOO_LARGE.code())) {
            status = 413;
        } else if (rules.contains(IntakeRule.MALFORMED.code())) {
            status = 400;
        }
        return new RequestRefusal(status, refusal.issues());
    }

    int status() {
        return status;
    }

    List<IntakeIssue> issues() {
        return issues;
    }
}
