package org.myotome.intake.csv;

import java.util.List;

/**
 * What became of a chunk.
 *
 * @param kept refused rows that can be replayed
 * @param failed whether the server failed over it, so that nothing of it is stored, however right it is
 */
record ChunkOutcome(List<RowReport> reports, int rows, int kept, boolean failed) {

    ChunkOutcome {
        reports = List.copyOf(reports);
    }

    boolean hasRefusals() {
        return reports.stream().anyMatch(RowReport::isRefused);
    }
}
