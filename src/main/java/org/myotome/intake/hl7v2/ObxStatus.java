package org.myotome.intake.hl7v2;

import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Statement.Change;

/**
 * What OBX-11 means, HL7 table 0085.
 *
 * @param absent the reason why there is no value, of FHIR's data-absent-reason; empty if the sender gives it in words, nothing
 *     if there is a value
 */
record ObxStatus(ObservationStatus status, Change change, Optional<String> absent) {

    static final int FIELD = 11;

    private static final Map<String, ObxStatus> READ = Map.of(
            "F", of(ObservationStatus.FINAL, Change.REPORT),
            "P", of(ObservationStatus.PRELIMINARY, Change.REPORT),
            "R", of(ObservationStatus.PRELIMINARY, Change.REPORT),
            "S", of(ObservationStatus.PRELIMINARY, Change.REPORT),
            "C", of(ObservationStatus.CORRECTED, Change.CORRECTION),
            "A", of(ObservationStatus.AMENDED, Change.CORRECTION),
            "D", of(ObservationStatus.ENTEREDINERROR, Change.WITHDRAWAL),
            "W", of(ObservationStatus.ENTEREDINERROR, Change.WITHDRAWAL),
            "X", new ObxStatus(ObservationStatus.FINAL, Change.REPORT, Optional.of("")),
            "N", new ObxStatus(ObservationStatus.FINAL, Change.REPORT, Optional.of("not-asked")));

    /** Those of which nothing can be stored, each with what the sender does about it. */
    private static final Map<String, String> UNREAD = Map.of(
            "B", "Send the grade with F, and what is appended in an NTE after it.",
            "I", "Send the result when it is there.",
            "O", "Send the result when it is there.",
            "U", "Send the results again, with F.",
            "V", "Send the grade with F.");

    static Optional<ObxStatus> read(Segment obx, Problems problems) {
        String sent = obx.raw(FIELD).strip();
        ObxStatus status = READ.get(sent);
        if (status == null) {
            boolean missing = obx.isEmpty(FIELD);
            problems.refuse(
                    missing ? IntakeRule.REQUIRED_MISSING : IntakeRule.WRONG_FORM,
                    obx.place(FIELD),
                    missing ? "The status of the result is missing." : "A result with this status cannot be stored.",
                    sent,
                    "F, P, R, S, C, A, D, W, X or N of HL7 table 0085",
                    UNREAD.getOrDefault(sent, "Send F with what is final."));
        }
        return Optional.ofNullable(status);
    }

    private static ObxStatus of(ObservationStatus status, Change change) {
        return new ObxStatus(status, change, Optional.empty());
    }
}
