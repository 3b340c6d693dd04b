package org.myotome.intake;

/**
 * Why an item could not be read, which matters only if it is about strength: what the map of the sender leaves out need not be
 * readable. There is no statement for such an item.
 *
 * @param item what was tested, in the sender's code
 */
public record ItemIssue(Statement.Word item, LocalCode itemCode, IntakeIssue issue) {}
