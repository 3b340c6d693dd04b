package org.myotome.intake.mapping;

/** The file of a sender's map cannot be used. */
final class WrongMapException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param allowed what must stand there, as a sentence without its end */
    WrongMapException(String file, String place, String allowed) {
        super(file + ", " + place + ": " + allowed);
    }
}
