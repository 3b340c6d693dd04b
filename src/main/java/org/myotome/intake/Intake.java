package org.myotome.intake;

import org.myotome.storage.messages.KeptMessage;

/** Takes messages in whole: all that one says is stored, in one transaction with the message itself, or none of it. */
public interface Intake extends MessageTrial {

    /**
     * Stores what a message says, or keeps it with the reasons why not. One that was accepted before is answered as it was then;
     * one that was refused is tried again.
     */
    Answered receive(IntakeMessage message);

    /** Tries a refused message again, after a map was mended. */
    Answered replay(KeptMessage message);

    /**
     * What became of a message.
     *
     * @param answer in the format of the message
     * @param again whether it had been accepted before
     */
    record Answered(IntakeOutcome outcome, String answer, boolean again) {}
}
