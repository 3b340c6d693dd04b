package org.myotome.storage.messages;

import java.time.Instant;
import java.util.Optional;

/**
 * Which messages are asked for.
 *
 * @param rule by which they were refused
 * @param since received then or later
 * @param before received earlier
 * @param after where the page before ended
 * @param count at most so many
 */
public record MessageQuery(
        Optional<KeptMessage.Status> status,
        Optional<String> sender,
        Optional<String> rule,
        Optional<Instant> since,
        Optional<Instant> before,
        Optional<MessageCursor> after,
        int count) {}
