package org.myotome.guide;

/** An artefact of the guide that cannot be used. The message starts with the name of its file; it stops the start. */
public class GuideException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public GuideException(String file, String reason) {
        super(file + ": " + reason);
    }

    public GuideException(String file, String reason, Throwable cause) {
        super(file + ": " + reason, cause);
    }
}
