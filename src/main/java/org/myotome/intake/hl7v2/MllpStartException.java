package org.myotome.intake.hl7v2;

import org.jspecify.annotations.Nullable;

/** The listener cannot start as it is configured. */
final class MllpStartException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String remedy;

    MllpStartException(String problem, String remedy, @Nullable Throwable cause) {
        super(problem, cause);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
