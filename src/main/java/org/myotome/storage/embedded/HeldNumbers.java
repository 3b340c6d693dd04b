package org.myotome.storage.embedded;

import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** Two numbers in the file of the database, beside its tables. */
final class HeldNumbers {

    private static final String NAME = "myotome.wal";
    private static final String LAST = "last";
    private static final String DATABASE = "database";

    private final MVMap<String, Long> numbers;

    HeldNumbers(MVStore store) {
        numbers = store.openMap(NAME);
        numbers.putIfAbsent(DATABASE, System.nanoTime() ^ System.currentTimeMillis() << 20);
    }

    /** Which database it is: a log that names another one is not its log. */
    long database() {
        return numbers.get(DATABASE);
    }

    /** Of the last transaction that the file holds. */
    long last() {
        return numbers.getOrDefault(LAST, 0L);
    }

    /** Is in the file when the database is written. */
    void setLast(long last) {
        numbers.put(LAST, last);
    }
}
