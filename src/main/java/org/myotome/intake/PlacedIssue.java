package org.myotome.intake;

/**
 * An issue with its place in the file.
 *
 * @param line from 1
 * @param column from 1, in characters of the line
 */
public record PlacedIssue(IntakeIssue issue, int line, int column) {}
