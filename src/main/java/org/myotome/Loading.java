package org.myotome;

/**
 * What a server that is starting is at. Whoever does something that may take long publishes it as an event of the
 * application; it is shown to operators, so nothing of a patient is in it.
 *
 * @param step a few words, such as {@code tables of the database}
 */
public record Loading(String step) {}
