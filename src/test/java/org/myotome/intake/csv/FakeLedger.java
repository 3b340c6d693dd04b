package org.myotome.intake.csv;

import java.util.ArrayList;
import java.util.List;
import org.myotome.intake.Sender;

/** Keeps the counts of each table in memory, of which each is told once. */
final class FakeLedger implements TableLedger {

    final List<Counts> tables = new ArrayList<>();

    @Override
    public synchronized Entry begin(Sender sender) {
        int at = tables.size();
        tables.add(Counts.NONE);
        return counts -> add(at, counts);
    }

    private synchronized void add(int at, Counts counts) {
        tables.set(at, counts);
    }
}
