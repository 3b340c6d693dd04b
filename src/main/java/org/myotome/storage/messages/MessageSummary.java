package org.myotome.storage.messages;

import java.time.Instant;
import java.util.List;

/**
 * What may be said of a message in a list: nothing of its content.
 *
 * @param rules by which it was refused, each once
 */
public record MessageSummary(
        String id,
        String format,
        String channel,
        String sender,
        String controlId,
        String type,
        Instant received,
        KeptMessage.Status status,
        int attempts,
        Instant worked,
        int stored,
        List<String> rules) {

    public MessageSummary {
        rules = List.copyOf(rules);
    }

    MessageSummary withRules(List<String> by) {
        return new MessageSummary(
                id, format, channel, sender, controlId, type, received, status, attempts, worked, stored, by);
    }
}
