package org.myotome.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.fhirpath.IFhirPath;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.guide.Guide;

/** Turns a message of the HL7 validator into a finding that teaches: it adds the value sent, what is allowed, and the fix. */
final class Explanation {

    /** The code system of the HL7 validator's message ids. */
    private static final String MESSAGE_IDS = "http://hl7.org/fhir/java-core-messageId";

    /** {@code Observation.bodySite: minimum required = 1, but only found 0}, or the same with a slice in quotes. */
    private static final Pattern CARDINALITY = Pattern.compile(
            "^(?:Slice ')?([A-Z][A-Za-z]+(?:\\.[A-Za-z\\[\\]]+(?::[A-Za-z-]+)?)+)'?:? .*(minimum|maximum|max allowed|required)");

    private static final Pattern INVARIANT = Pattern.compile("^(.*/StructureDefinition/[^#]+)#(.+)$");

    private final IFhirPath fhirPath;
    private final Rules rules;
    private final AllowedValues allowed;

    Explanation(FhirContext fhir, Guide guide, Rules rules, ValueSetCodes valueSets) {
        this.fhirPath = fhir.newFhirPath();
        this.rules = rules;
        this.allowed = new AllowedValues(guide, valueSets);
    }

    /** The finding for a message about this resource. */
    Finding of(SingleValidationMessage message, Resource resource) {
        String path = path(message.getLocationString(), resource);
        String id = Optional.ofNullable(message.getMessageId()).orElse("unspecified");
        Matcher invariant = INVARIANT.matcher(id);
        if (invariant.matches()) {
            return ofInvariant(message, invariant.group(2), path, resource);
        }
        Matcher cardinality = CARDINALITY.matcher(message.getMessage());
        String element = cardinality.find() ? cardinality.group(1) : null;
        boolean missing = element != null && !message.getMessage().contains("max");
        String where = missing ? missingChild(path, element) : path;
        return new Finding(
                severity(message),
                type(id, missing),
                new Finding.Rule(MESSAGE_IDS, id),
                where,
                message.getMessage(),
                missing ? "nothing" : sent(path, resource),
                allowed.at(resource, element == null ? path : element),
                fix(id, missing, where));
    }

    private Finding ofInvariant(SingleValidationMessage message, String key, String path, Resource resource) {
        boolean own = rules.has(key);
        String human = message.getMessage().replaceFirst("^Constraint failed: [^:]+: ", "");
        return new Finding(
                severity(message),
                IssueType.INVARIANT,
                own ? Rules.own(key) : new Finding.Rule(MESSAGE_IDS, key),
                path,
                own ? rules.statement(key) : message.getMessage(),
                sent(path, resource),
                own ? rules.statement(key) : human,
                own ? rules.fix(key) : "Change the element so that this holds: " + human);
    }

    private static String fix(String id, boolean missing, String where) {
        String lower = id.toLowerCase(Locale.ROOT);
        if (missing) {
            return "Add " + where + " with one of the allowed values.";
        }
        if (lower.contains("maximum")) {
            return "Send " + where + " no more often than allowed.";
        }
        if (lower.contains("profile_unknown")) {
            return "Nothing, if the profile is meant for other systems; else claim a profile that this server holds.";
        }
        if (lower.startsWith("terminology_") || lower.contains("tx_")) {
            return "Send a code that is allowed here, with its system and its own display.";
        }
        if (lower.contains("unrecognised") || lower.contains("unknown_prop") || lower.contains("undefined")) {
            return "Correct the spelling of the element, or leave it out.";
        }
        return "Change the value as the message says.";
    }

    private static IssueType type(String id, boolean missing) {
        String lower = id.toLowerCase(Locale.ROOT);
        if (missing) {
            return IssueType.REQUIRED;
        }
        if (lower.startsWith("terminology_") || lower.contains("tx_")) {
            return IssueType.CODEINVALID;
        }
        return lower.startsWith("type_specific") ? IssueType.VALUE : IssueType.STRUCTURE;
    }

    private static IssueSeverity severity(SingleValidationMessage message) {
        return message.getSeverity() == ResultSeverityEnum.WARNING ? IssueSeverity.WARNING : IssueSeverity.ERROR;
    }

    /** The validator marks entries of a Bundle with comments, and the root of a text it cannot read with nothing. */
    private static String path(String location, Resource resource) {
        String bare = location == null ? "" : location.replaceAll("/\\*.*?\\*/", "");
        return bare.matches("[A-Z][A-Za-z]*(\\..+)?") ? bare : resource.fhirType();
    }

    private static String missingChild(String path, String element) {
        String child = element.substring(element.lastIndexOf('.') + 1).replaceAll("(\\[x])?(:.*)?$", "");
        return path.matches(".*\\." + Pattern.quote(child) + "(\\[\\d+])?$") ? path : path + "." + child;
    }

    private String sent(String path, Resource resource) {
        try {
            List<Base> found = fhirPath.evaluate(resource, path, Base.class);
            return found.isEmpty() ? "nothing" : String.join("; ", found.stream().map(Elements::inShort).toList());
        } catch (RuntimeException unreadable) {
            // The validator names elements that the model does not have, such as a misspelt one.
            return "something at " + path + " that FHIR R4 does not define";
        }
    }
}
