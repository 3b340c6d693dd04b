package org.myotome.validation.acceptor;

/** Says that the acceptor does not know. It has no stack trace: it is an answer, and often given. */
final class Uncertain extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason names elements and rules, never what a sender has sent */
    Uncertain(String reason) {
        super(reason, null, false, false);
    }

    static void unless(boolean certain, String reason) {
        if (!certain) {
            throw new Uncertain(reason);
        }
    }
}
