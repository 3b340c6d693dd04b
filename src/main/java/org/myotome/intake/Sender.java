package org.myotome.intake;

/**
 * The system that a message came from: in HL7 v2 the namespaces of MSH-3 and MSH-4.
 *
 * @param facility empty if it names none
 */
public record Sender(String application, String facility) {

    /** The inverse of {@link #id}. */
    public static Sender ofId(String id) {
        int bar = id.indexOf('|');
        return bar < 0 ? new Sender(id, "") : new Sender(id.substring(0, bar), id.substring(bar + 1));
    }

    /** By which maps and reports name it: {@code ICU|GENERAL}, or {@code ICU} if there is no facility. */
    public String id() {
        return facility.isEmpty() ? application : application + "|" + facility;
    }
}
