package org.myotome.intake;

/** Tries messages. */
public interface MessageTrial {

    /** Tells what taking it in would store, and stores nothing. */
    IntakeOutcome dryRun(IntakeMessage message);
}
