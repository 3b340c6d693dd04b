package org.myotome.intake.hl7v2;

/** A request of which no message is read. */
final class HttpRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    HttpRefusal(int status, String words) {
        super(words);
        this.status = status;
    }

    int status() {
        return status;
    }
}
