package org.myotome.storage.messages;

import java.time.Instant;
import java.util.List;

/**
 * What a sender has sent, of what is kept.
 *
 * @param accepted messages
 * @param refused messages that are refused now: those that were accepted later are not among them
 * @param stored resources that these messages became
 * @param first when the earliest message or table was received
 * @param tables how many tables were sent; a row of them that was refused may be a message that is kept as well
 * @param rows what became of these tables
 * @param reasons for the messages that are refused now, the most frequent first
 * @param unmapped the most frequent first
 */
public record SenderReport(
        String sender,
        long accepted,
        long refused,
        long stored,
        Instant first,
        Instant last,
        long tables,
        TableCounts rows,
        List<Reason> reasons,
        List<UnmappedCode> unmapped) {

    public SenderReport {
        reasons = List.copyOf(reasons);
        unmapped = List.copyOf(unmapped);
    }

    /** @param messages that were refused by the rule, and perhaps by others too */
    public record Reason(String rule, long messages) {}
}
