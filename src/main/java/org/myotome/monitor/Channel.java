package org.myotome.monitor;

import java.util.Locale;
import org.myotome.intake.IntakeMessage;

/** The way on which something came in. */
enum Channel {
    /** One resource over the FHIR endpoint. */
    REST,
    /** A transaction or batch over the FHIR endpoint. */
    TRANSACTION,
    /** HL7 v2 over HTTP. */
    HL7V2,
    /** HL7 v2 over MLLP. */
    MLLP,
    /** A table over HTTP. */
    CSV,
    /** What the command that imports tables has kept, when it is replayed here; the command itself is another process. */
    IMPORT;

    static Channel of(IntakeMessage message) {
        return of(message.channel().code(), message.format());
    }

    /**
     * @param code of a channel of the intake
     * @param format the name of a format of messages
     */
    static Channel of(String code, String format) {
        return switch (org.myotome.intake.Channel.ofCode(code)) {
            case MLLP -> MLLP;
            case COMMAND -> IMPORT;
            case HTTP -> format.equals("hl7v2") ? HL7V2 : CSV;
        };
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
