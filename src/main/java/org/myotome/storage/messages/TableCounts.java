package org.myotome.storage.messages;

/**
 * What became of one table, or of several.
 *
 * @param rows that were read
 * @param stored grades, of which a row with one exam has several; the next two as well
 * @param alreadyThere grades that were stored before
 */
public record TableCounts(long rows, long stored, long alreadyThere, long refused) {}
