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

    static final String NO_SYSTEM =
            "Coding has no system. A code with no system has no defined meaning, and it cannot be "
                    + "validated. A system should be provided";

    private static final int NAMED = 30;

    private CodeWords() {}

    static String name(ValueSet valueSet) {
        return valueSet.hasUrl()
                ? valueSet.getUrl() + (valueSet.hasVersion() ? "|" + valueSet.getVersion() : "")
                : "(unidentified)";
    }

    static String notIn(Coding coding, ValueSet valueSet) {
        return "The provided code '" + (coding.hasSystem() ? coding.getSystem() : "")
                + (coding.hasVersion() ? "|" + coding.getVersion() : "") + "#" + coding.getCode()
                + (coding.hasDisplay() ? " ('" + coding.getDisplay() + "')" : "")
                + "' was not found in the value set '" + name(valueSet) + "'";
    }

    static String noneIn(ValueSet valueSet) {
        return "No valid coding was found for the value set '" + name(valueSet) + "'";
    }

    static String unknownCode(Coding coding, TerminologySystem system, boolean fragment) {
        return "Unknown code '" + coding.getCode() + "' in the CodeSystem '" + system.url() + "'"
                + (system.source().hasVersion() ? " version '" + system.version() + "'" : "")
                + (fragment
                        ? " - note that the code system is labeled as a fragment, so the code may be valid in some other "
                                + "fragment"
                        : "");
    }

    /** @param consequence what cannot be done without it */
    static String unknownVersion(String system, @Nullable String version, String consequence, Terminology terminology) {
        var held = new ArrayList<>(terminology.versions(system));
        held.sort(TerminologyVersions.OLDEST_FIRST);
        var last = held.isEmpty() ? "" : held.remove(held.size() - 1);
        return "A definition for CodeSystem '" + system + "' version '" + version + "' could not be found, so "
                + consequence + ". Valid versions: "
                + (held.isEmpty() ? "" : String.join(", ", held) + " or ") + last;
    }

    /** @param used the version that counts there; null if it is not held */
    static String otherVersion(VersionChoice choice, @Nullable String used, String sent) {
        var which = choice.wanted() == null
                ? used + "' for the versionless include"
                : choice.isAsSaid()
                        ? choice.wanted() + "'"
                        : choice.wanted() + "' resulting from the version '"
                                + (choice.said() == null ? "" : choice.said()) + "'";
        return "The code system '" + choice.system() + "' version '" + which
                + " in the ValueSet include is different to the one in the value ('" + sent + "')";
    }

    static String inactive(TerminologySystem system, ConceptDefinitionComponent concept) {
        var status = ConceptFacts.status(system.source(), concept)
                .filter(value -> !value.equals("inactive"))
                .map(value -> value + " and inactive")
                .orElse("inactive");
        return "The concept '" + concept.getCode() + "' has a status of " + status + " and its use should be reviewed";
    }

    static String wrongDisplay(
            Coding coding, ExpansionMember known, List<String> right, TerminologyLanguages languages) {
        var wrong = "Wrong Display Name '" + coding.getDisplay() + "' for " + coding.getSystem() + "#"
                + coding.getCode() + ". ";
        if (right.isEmpty()) {
            return wrong + "There are no valid display names found for language(s) '" + languages.sent()
                    + "'. Default display is '" + known.display() + "'";
        }
        var names = right.stream()
                .distinct()
                .limit(NAMED)
                .map(name -> "'" + name + "'")
                .toList();
        var language = known.language() == null ? "" : " (" + known.language() + ")";
        return wrong
                + (names.size() == 1
                        ? "Valid display is " + names.get(0) + language
                        : "Valid display is one of " + names.size() + " choices: " + String.join(", ", names))
                + " (for the language(s) '" + languages.sent() + "')";
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
