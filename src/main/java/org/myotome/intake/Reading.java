package org.myotome.intake;

import java.util.List;

/**
 * What a message says, before anybody has asked what the codes of its sender mean.
 *
 * @param issues what could not be read; one that refuses keeps the whole message out
 */
public record Reading(List<Examination> examinations, List<IntakeIssue> issues) {

    public Reading {
        examinations = List.copyOf(examinations);
        issues = List.copyOf(issues);
    }
}
