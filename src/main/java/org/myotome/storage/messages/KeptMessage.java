package org.myotome.storage.messages;

import java.time.Instant;
import java.util.List;

/**
 * A message that is kept.
 *
 * @param id a UUID
 * @param sender as {@code Sender.id()} has it
 * @param received to the millisecond; when it was sent last, if that was several times
 * @param content empty if it was removed because the message was accepted long ago
 * @param attempts how often it was worked on: sent again or replayed
 * @param worked when it was worked on last, to the millisecond
 * @param answer what the sender was told, to be told again
 * @param outcome an OperationOutcome in JSON; empty if it was removed with the content
 * @param stored how many resources it became
 * @param reasons why it was refused; empty if it was not
 */
public record KeptMessage(
        String id,
        String format,
        String channel,
        String sender,
        String controlId,
        String type,
        Instant received,
        byte[] content,
        String charset,
        Status status,
        int attempts,
        Instant worked,
        String answer,
        String outcome,
        int stored,
        List<Reason> reasons) {

    public KeptMessage {
        reasons = List.copyOf(reasons);
    }

    KeptMessage withReasons(List<Reason> why) {
        return new KeptMessage(
                id, format, channel, sender, controlId, type, received, content, charset, status, attempts, worked,
                answer, outcome, stored, why);
    }

    public enum Status {
        ACCEPTED,
        REFUSED
    }

    /**
     * One reason, without anything of a patient.
     *
     * @param unmappedSystem and the two that follow: the code that no map knows, where that is the reason; otherwise empty
     */
    public record Reason(String rule, String unmappedSystem, String unmappedCode, String unmappedText) {

        boolean namesCode() {
            return !unmappedSystem.isEmpty() || !unmappedCode.isEmpty() || !unmappedText.isEmpty();
        }
    }
}
