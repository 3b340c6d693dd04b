package org.myotome.storage.messages;

import java.util.Optional;

/** Keeps messages. What it writes is part of the running transaction, if there is one. */
public interface KeptMessages {

    /** The message of a sender with this control id. */
    Optional<KeptMessage> find(String sender, String controlId);

    Optional<KeptMessage> find(String id);

    /**
     * Keeps a message, in the place of the one with the same sender and control id if that was refused.
     *
     * @throws org.springframework.dao.DuplicateKeyException if another one with the same sender and control id was accepted,
     *     perhaps by another server at this moment
     */
    void keep(KeptMessage message);
}
