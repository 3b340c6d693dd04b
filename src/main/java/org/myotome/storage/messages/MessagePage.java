package org.myotome.storage.messages;

import java.util.List;
import java.util.Optional;

/** @param next where the next page begins; empty if this is the last */
public record MessagePage(List<MessageSummary> messages, Optional<MessageCursor> next) {

    public MessagePage {
        messages = List.copyOf(messages);
    }
}
