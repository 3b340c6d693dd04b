package org.myotome.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What came of one database. Of works, an entry has the same clients for both servers; of seconds and bytes, one list or
 * record for each server.
 */
final class Results {

    /** The same work against both. */
    record Pair(Measurement myotome, Measurement stock) {

        /** How many times the throughput of stock Myotome has. */
        double ratio() {
            return myotome.rate() / stock.rate();
        }
    }

    /**
     * @param grades that the database held
     */
    record Scale(int grades, Measurement measurement) {}

    /**
     * Bytes of a database after its server has stopped.
     *
     * @param empty with what the server itself stores at its first start
     * @param full with the grades
     */
    record Size(long empty, long full) {

        long growth() {
            return full - empty;
        }
    }

    /** Megabytes resident after so many writes. */
    record Memory(int writes, long megabytes) {}

    private final String database;
    private final List<Pair> pairs = new ArrayList<>();
    private final List<Scale> scales = new ArrayList<>();
    private final List<Double> myotomeStarts = new ArrayList<>();
    private final List<Double> stockStarts = new ArrayList<>();
    private final List<Memory> memory = new ArrayList<>();
    private Map<String, String> plans = Map.of();
    private Size myotomeSize = new Size(0, 0);
    private Size stockSize = new Size(0, 0);

    Results(String database) {
        this.database = database;
    }

    String database() {
        return database;
    }

    List<Pair> pairs() {
        return pairs;
    }

    List<Scale> scales() {
        return scales;
    }

    /** Seconds from the start of the process to the first accepted write, on a database that exists. */
    List<Double> myotomeStarts() {
        return myotomeStarts;
    }

    List<Double> stockStarts() {
        return stockStarts;
    }

    List<Memory> memory() {
        return memory;
    }

    Size myotomeSize() {
        return myotomeSize;
    }

    Size stockSize() {
        return stockSize;
    }

    void sizes(Size myotome, Size stock) {
        this.myotomeSize = myotome;
        this.stockSize = stock;
    }

    /** How the database carries out queries among the most grades, by what they are for. */
    Map<String, String> plans() {
        return plans;
    }

    void plans(Map<String, String> found) {
        this.plans = found;
    }
}
