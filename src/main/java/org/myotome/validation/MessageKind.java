package org.myotome.validation;

import java.util.Locale;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** What the ids of the HL7 validator's messages tell: there are hundreds, and their beginnings say what they are about. */
final class MessageKind {

    private MessageKind() {}

    static String fix(String id, boolean missing, String where) {
        String lower = id.toLowerCase(Locale.ROOT);
        if (missing && isSlice(id)) {
            return "Send in " + where + " what is allowed, a code with its system; others may stand beside it.";
        }
        if (missing) {
            return "Add " + where + " with one of the allowed values.";
        }
        if (lower.contains("maximum")) {
            return "Send " + where + " no more often than allowed.";
        }
        if (lower.startsWith("terminology_") && where.endsWith("ofType(Quantity)")) {
            return "Send the unit in which it was measured: its code in code, http://unitsofmeasure.org in system. If it is none of those "
                    + "that are allowed, convert the value too.";
        }
        if (isPart(id)) {
            return where.matches(".*ofType\\(Quantity\\)\\.(system|code)")
                    ? "Send an allowed unit: its code in code, http://unitsofmeasure.org in system. The words in unit are for people only."
                    : "Send the value as it is allowed, with " + where + ".";
        }
        if (lower.startsWith("type_specific_checks_dt_date") && !lower.endsWith("_reasonable")) {
            return "Send " + where
                    + " as a day, or as a time with its offset from UTC: 2026-11-20 or 2026-11-20T09:30:00+01:00.";
        }
        if (lower.startsWith("type_specific_checks_dt_instant")) {
            return "Send " + where + " as a time with its offset from UTC, such as 2026-11-20T09:30:00+01:00.";
        }
        if (lower.startsWith("terminology_") || lower.contains("tx_")) {
            return "Send a code that is allowed here, with its system and its own display.";
        }
        if (lower.startsWith("questionnaire_qr_")) {
            return "Answer only the questions that are asked, each with one of the answers that it takes.";
        }
        if (lower.equals("reference_ref_cantmatchchoice")) {
            return "Refer to a resource of one of these profiles: its code and its value say to which it belongs.";
        }
        if (lower.startsWith("reference_ref_")) {
            return "Refer to a resource of an allowed type.";
        }
        if (lower.equals("extension_prof_type")) {
            return "Send " + where + " as the type that is allowed.";
        }
        if (lower.startsWith("extension_")) {
            return "Send the extension as it is defined, with one value of the type that it allows.";
        }
        if (lower.contains("fixed") || lower.contains("pattern")) {
            return "Send " + where + " with the value that the message names.";
        }
        if (lower.contains("notallowed")) {
            return "Leave " + where + " out.";
        }
        return "Change the value as the message says.";
    }

    /** Whether one of several is missing: there may be others, which were sent. */
    static boolean isSlice(String id) {
        return id.toLowerCase(Locale.ROOT).contains("minimum_slice");
    }

    /** Whether a value lacks a part that the pattern of the whole value has. */
    static boolean isPart(String id) {
        return id.equalsIgnoreCase("Profile_VAL_MissingElement");
    }

    static IssueType type(String id, boolean missing) {
        String lower = id.toLowerCase(Locale.ROOT);
        if (missing) {
            return IssueType.REQUIRED;
        }
        if (lower.startsWith("terminology_") || lower.contains("tx_")) {
            return IssueType.CODEINVALID;
        }
        if (lower.equals("questionnaire_qr_item_badoption")) {
            return IssueType.CODEINVALID;
        }
        return lower.startsWith("type_specific") ? IssueType.VALUE : IssueType.STRUCTURE;
    }
}
