package org.myotome.intake.csv;

import java.util.function.Function;

/** Has the counts kept of each chunk when it is stored: nobody may be there any more to be told of it. */
final class CountedWork implements Function<Chunk, ChunkOutcome> {

    private final Function<Chunk, ChunkOutcome> work;
    private final TableLedger.Entry entry;

    CountedWork(Function<Chunk, ChunkOutcome> work, TableLedger.Entry entry) {
        this.work = work;
        this.entry = entry;
    }

    @Override
    public ChunkOutcome apply(Chunk chunk) {
        ChunkOutcome outcome = work.apply(chunk);
        entry.add(Counts.NONE.plus(outcome));
        return outcome;
    }
}
