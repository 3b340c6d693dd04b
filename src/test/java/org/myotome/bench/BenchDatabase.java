package org.myotome.bench;

/** A kind of database, in which each server has a database of its own. */
interface BenchDatabase extends AutoCloseable {

    /** What a reader of the report is told: kind, version and how a commit becomes durable. */
    String title();

    /** The JDBC URL of a database that is empty the first time. */
    String url(String name);

    String user();

    /** Does what the database would do by itself some minutes after much was stored, so that it is not measured. */
    void rest(String name);

    /** Bytes on disk. The servers that use it have stopped. */
    long size(String name);

    @Override
    void close();

    /** How the database carries out a query, one line of text after the other; no server may have it open. */
    String plan(String name, String query);
}
