package org.myotome.storage.database;

/**
 * The database in words that a log may hold.
 *
 * @param shown its JDBC URL without parameters
 */
public record DatabaseName(String shown) {}
