package org.myotome.storage.projection;

import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.jspecify.annotations.Nullable;

/** What the status of an Observation means to whoever counts on it. The order is that of the database, which holds the number. */
public enum Standing {
    /** {@code final}, {@code amended}, {@code corrected}. */
    FINAL,
    /** {@code registered}, {@code preliminary}: it may still change. */
    PRELIMINARY,
    /** {@code entered-in-error}, {@code cancelled}, {@code unknown}: nothing follows from it. */
    WITHDRAWN;

    static Standing of(@Nullable ObservationStatus status) {
        return switch (status == null ? ObservationStatus.UNKNOWN : status) {
            case FINAL, AMENDED, CORRECTED -> FINAL;
            case REGISTERED, PRELIMINARY -> PRELIMINARY;
            default -> WITHDRAWN;
        };
    }
}
