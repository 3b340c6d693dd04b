package org.myotome.intake;

/** How messages of one format are read and answered. A new format is a bean of this type; the core does not know it by name. */
public interface MessageFormat {

    /** As {@link IntakeMessage#format} has it: {@code hl7v2}, {@code csv}. */
    String name();

    /**
     * What a message says. It must not depend on anything but the message, so that it can be read again.
     *
     * @throws IntakeRefusal if nothing of it can be read
     */
    Reading read(IntakeMessage message);

    /** What the sender is told. The same for the same outcome of the same message, so that it can be told again. */
    String answer(IntakeMessage message, IntakeOutcome outcome);

    /** Where in a message its control id stands. */
    default Place controlIdPlace() {
        return Place.of("control id");
    }

    /** Where in a message its sender stands. */
    default Place senderPlace() {
        return Place.of("sender");
    }

    /** Whether nothing can be taken from a sender that has no map. */
    default boolean needsMap() {
        return true;
    }
}
