package org.myotome.intake;

/**
 * When something was, as far as the message says.
 *
 * @param text an ISO 8601 date, or date and time, as FHIR writes a dateTime; the offset of a time may be missing, where the
 *     sender names none: the time zone is then that of the sender's map, and without one the statement is refused
 */
public record Moment(String text, Place place) {}
