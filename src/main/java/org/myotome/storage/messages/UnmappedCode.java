package org.myotome.storage.messages;

import java.time.Instant;

/**
 * A code that no map knows.
 *
 * @param system as the sender names it; empty if it names none
 * @param text what the sender calls it, as one of the messages has it
 * @param messages how many were refused for it, and are not accepted since
 * @param lastSeen when the latest of them was received
 */
public record UnmappedCode(String sender, String system, String code, String text, long messages, Instant lastSeen) {}
