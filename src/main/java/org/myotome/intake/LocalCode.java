package org.myotome.intake;

/**
 * A code as a sender uses it.
 *
 * @param system as the message names it (OBX-3.3); empty if it does not
 * @param text what the sender calls it; empty if it says no more than the code
 */
public record LocalCode(String system, String code, String text) {

    /** As {@code code (text), system}, what is empty left out. */
    public String shown() {
        return code
                + (text.isEmpty() || text.equals(code) ? "" : " (" + text + ")")
                + (system.isEmpty() ? "" : ", " + system);
    }
}
