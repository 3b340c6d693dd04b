package org.myotome.intake;

import java.util.List;

/**
 * What a message says, before anybody has asked what the codes of its sender mean.
 *
 * @param issues what could not be read; one that refuses keeps the whole message out
 * @param itemIssues what could not be read of single items; one that refuses keeps the whole message out, unless the map of the
 *     sender leaves its item out
 */
public record Reading(List<Examination> examinations, List<IntakeIssue> issues, List<ItemIssue> itemIssues) {

    public Reading {
        examinations = List.copyOf(examinations);
        issues = List.copyOf(issues);
        itemIssues = List.copyOf(itemIssues);
    }

    public Reading(List<Examination> examinations, List<IntakeIssue> issues) {
        this(examinations, issues, List.of());
    }
}
