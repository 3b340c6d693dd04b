package org.myotome.terminology;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;

/**
 * What {@code $validate-code} says: the text in the words of HL7's own terminology service, by which validators and HL7's
 * tests of terminology servers know it, and the advice in ours.
 */
final class CodeWords {

    static final CodeText NO_SYSTEM = new CodeText(
            "Coding_has_no_system__cannot_validate",
            "Coding has no system. A code with no system has no defined meaning, and it cannot be "
                    + "validated. A system should be provided");

    private static final int NAMED = 30;

    private CodeWords() {}

    static String name(ValueSet valueSet) {
        return valueSet.hasUrl()
                ? valueSet.getUrl() + (valueSet.hasVersion() ? "|" + valueSet.getVersion() : "")
                : "(unidentified)";
    }

    static CodeText notIn(Coding coding, ValueSet valueSet) {
        return new CodeText(
                "None_of_the_provided_codes_are_in_the_value_set_one",
                "The provided code '" + (coding.hasSystem() ? coding.getSystem() : "")
                        + (coding.hasVersion() ? "|" + coding.getVersion() : "") + "#" + coding.getCode()
                        + (coding.hasDisplay() ? " ('" + coding.getDisplay() + "')" : "")
                        + "' was not found in the value set '" + name(valueSet) + "'");
    }

    static CodeText noneIn(ValueSet valueSet) {
        return new CodeText(
                "TX_GENERAL_CC_ERROR_MESSAGE", "No valid coding was found for the value set '" + name(valueSet) + "'");
    }

    static CodeText unknownCode(Coding coding, TerminologySystem system, boolean fragment) {
        var where = " '" + coding.getCode() + "' in the CodeSystem '" + system.url() + "'"
                + (system.source().hasVersion() ? " version '" + system.version() + "'" : "");
        return fragment
                ? new CodeText(
                        "UNKNOWN_CODE_IN_FRAGMENT",
                        "Unknown Code" + where + " - note that the code system is labeled as a fragment, so "
                                + "the code may be valid in some other fragment")
                : new CodeText(
                        system.source().hasVersion() ? "Unknown_Code_in_Version" : "Unknown_Code_in",
                        "Unknown code" + where);
    }

    /** @param consequence what cannot be done without it */
    static String unknownVersion(String system, @Nullable String version, String consequence, Terminology terminology) {
        var held = new ArrayList<>(terminology.systems().versions(system));
        held.sort(TerminologyVersions.OLDEST_FIRST);
        var last = held.isEmpty() ? "" : held.remove(held.size() - 1);
        return "A definition for CodeSystem '" + system + "' version '" + version + "' could not be found, so "
                + consequence + ". Valid versions: "
                + (held.isEmpty() ? "" : String.join(", ", held) + " or ") + last;
    }

    static CodeText unknownValueSet(String canonical) {
        return new CodeText(
                "Unable_to_resolve_value_Set_",
                "A definition for the value Set '" + canonical + "' could not be found");
    }

    static CodeText unknownSystem(String system, @Nullable String version) {
        return version == null
                ? new CodeText(
                        "UNKNOWN_CODESYSTEM",
                        "A definition for CodeSystem '" + system
                                + "' could not be found, so the code cannot be validated")
                : new CodeText(
                        "UNKNOWN_CODESYSTEM_VERSION_NONE",
                        "A definition for CodeSystem '" + system + "' version '" + version
                                + "' could not be found, so the "
                                + "code cannot be validated. No versions of this code system are known");
    }

    /** @param used the version that counts there; null if it is not held */
    static CodeText otherVersion(VersionChoice choice, @Nullable String used, String sent) {
        var system = "The code system '" + choice.system() + "' version '";
        var other = " in the ValueSet include is different to the one in the value ('" + sent + "')";
        if (choice.wanted() == null) {
            return new CodeText(
                    "VALUESET_VALUE_MISMATCH_DEFAULT", system + used + "' for the versionless include" + other);
        }
        return choice.isAsSaid()
                ? new CodeText("VALUESET_VALUE_MISMATCH", system + choice.wanted() + "'" + other)
                : new CodeText(
                        "VALUESET_VALUE_MISMATCH_CHANGED",
                        system + choice.wanted() + "' resulting from the version '"
                                + (choice.said() == null ? "" : choice.said()) + "'" + other);
    }

    static CodeText inactive(TerminologySystem system, ConceptDefinitionComponent concept) {
        var status = ConceptFacts.status(system.source(), concept)
                .filter(value -> !value.equals("inactive"))
                .map(value -> value + " and inactive")
                .orElse("inactive");
        return new CodeText(
                "INACTIVE_CONCEPT_FOUND",
                "The concept '" + concept.getCode() + "' has a status of " + status
                        + " and its use should be reviewed");
    }

    static CodeText inactiveMember(Coding coding) {
        return new CodeText(
                "STATUS_CODE_WARNING_CODE", "The concept '" + coding.getCode() + "' is valid but is not active");
    }

    /** @param systems several of the value set that have the code */
    static CodeText uninferable(Coding coding, ValueSet valueSet, List<String> systems) {
        var words = "The System URI could not be determined for the code '" + coding.getCode() + "' in the ValueSet '"
                + name(valueSet) + "'";
        return systems.isEmpty()
                ? new CodeText("UNABLE_TO_INFER_CODESYSTEM", words)
                : new CodeText(
                        "Unable_to_resolve_system__value_set_has_multiple_matches",
                        words + ": value set expansion has multiple matches: " + systems);
    }

    /** What could have been sent instead, as far as that fits into a sentence. */
    static String allowedIn(Terminology terminology, ValueSet valueSet, Coding coding) {
        try {
            var members = terminology.members().of(valueSet);
            var codes = members.members()
                    .filter(member -> member.code().system().equals(coding.getSystem()))
                    .map(member -> member.code().code())
                    .toList();
            if (codes.isEmpty()) {
                return "Codes there come from: " + String.join(", ", members.systems()) + ".";
            }
            return "Allowed are: " + codes.stream().limit(NAMED).collect(Collectors.joining(", "))
                    + (codes.size() > NAMED ? " and " + (codes.size() - NAMED) + " others." : ".");
        } catch (BaseServerResponseException tooManyToList) {
            return "Ask ValueSet/$expand with the parameter filter which codes there are.";
        }
    }

    static String addIt(String system) {
        return "Send the CodeSystem along in the parameter tx-resource, or add " + system
                + " to this server with the command upload-terminology.";
    }

    /** Case and spaces do not matter. */
    static boolean same(String one, String other) {
        return one.strip()
                .replaceAll("\\s+", " ")
                .equalsIgnoreCase(other.strip().replaceAll("\\s+", " "));
    }
}
