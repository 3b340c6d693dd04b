package org.myotome.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.guide.Guide;
import org.myotome.guide.ValueSetCodes;

/** Turns a message of the HL7 validator into a finding that teaches: it adds the value sent, what is allowed, and the fix. */
final class Explanation {

    /** The code system of the HL7 validator's message ids. */
    private static final String MESSAGE_IDS = "http://hl7.org/fhir/java-core-messageId";

    /** FHIR asks for a fullUrl in a Bundle of what is; in one of what is to be written only if other entries refer to it. */
    static final Set<String> FULL_URL_IDS = Set.of("Bundle_BUNDLE_Entry_NoFullUrl", "Bundle_BUNDLE_FullUrl_Missing");

    /** {@code Observation.bodySite: minimum required = 1, but only found 0}, or the same with a slice in quotes. */
    private static final Pattern CARDINALITY = Pattern.compile(
            "^(?:Slice ')?([A-Z][A-Za-z]+(?:\\.[A-Za-z\\[\\]]+(?::[A-Za-z-]+)?)+)'?:? .*(minimum|maximum|max allowed|required)");

    private static final Pattern UNKNOWN_TYPE =
            Pattern.compile("The type of element (\\w+) is not known.*Valid types at this point are (.*)$");

    private static final Pattern INVARIANT = Pattern.compile("^(.*/StructureDefinition/[^#]+)#(.+)$");

    private static final Pattern UNKNOWN_ELEMENT =
            Pattern.compile("(?:Unrecognized property|Undefined element|Undefined attribute) '(?:@)?([^']+)'");

    private final SentValues sent;
    private final Rules rules;
    private final AllowedValues allowed;
    private final AllowedAnswers answers;
    private final UnknownProfiles profiles;
    private final LimbsOfMovements limbs;

    Explanation(FhirContext fhir, Guide guide, Rules rules, ValueSetCodes valueSets) {
        this.sent = new SentValues(fhir);
        this.rules = rules;
        this.allowed = new AllowedValues(guide, valueSets);
        this.answers = new AllowedAnswers(guide);
        this.profiles = new UnknownProfiles(guide, rules);
        this.limbs = new LimbsOfMovements(valueSets);
    }

    private Explanation(Explanation other, AllowedValues allowed) {
        this.sent = other.sent;
        this.rules = other.rules;
        this.allowed = allowed;
        this.answers = other.answers;
        this.profiles = other.profiles;
        this.limbs = other.limbs;
    }

    /** The same of messages about these profiles too, which were asked for and not claimed. */
    Explanation against(List<String> asked) {
        return asked.isEmpty() ? this : new Explanation(this, allowed.with(asked));
    }

    /** The findings for the messages about this resource, each fault once. */
    List<Finding> of(List<SingleValidationMessage> messages, Resource resource) {
        List<Finding> findings = messages.stream()
                .filter(message ->
                        !isWrittenAnew(resource) || !FULL_URL_IDS.contains(String.valueOf(message.getMessageId())))
                .map(message -> of(message, resource))
                .distinct()
                .toList();
        return Echoes.drop(findings, resource);
    }

    private static boolean isWrittenAnew(Resource resource) {
        return resource instanceof Bundle bundle
                && (bundle.getType() == BundleType.TRANSACTION || bundle.getType() == BundleType.BATCH);
    }

    private Finding of(SingleValidationMessage message, Resource resource) {
        String path = MessagePlace.path(message.getLocationString(), resource);
        String id = Optional.ofNullable(message.getMessageId()).orElse("unspecified");
        Matcher invariant = INVARIANT.matcher(id);
        if (invariant.matches()) {
            return ofInvariant(message, invariant.group(2), path, resource);
        }
        if (id.toUpperCase(Locale.ROOT).startsWith("VALIDATION_VAL_PROFILE_UNKNOWN")) {
            return profiles.finding(
                    severity(message),
                    message.getMessage(),
                    path,
                    sent.at(path, resource),
                    AllowedValues.resourceType(resource, path));
        }
        Matcher unknown = UNKNOWN_ELEMENT.matcher(message.getMessage());
        if (unknown.find()) {
            return ofUnknownElement(message, unknown.group(1), path);
        }
        Matcher type = UNKNOWN_TYPE.matcher(message.getMessage());
        if (type.find()) {
            return ofUnknownType(message, type.group(1), type.group(2), path, resource);
        }
        Optional<String> display = MessageWords.expectedDisplay(message.getMessage());
        if (display.isPresent()) {
            return ofDisplay(message, id, display.get(), path, resource);
        }
        Matcher cardinality = CARDINALITY.matcher(message.getMessage());
        String element = cardinality.find() ? cardinality.group(1) : null;
        boolean missing = element != null && !message.getMessage().contains("max");
        String where = element == null
                ? sent.unasked(message.getMessage(), path, resource)
                : MessagePlace.child(path, element);
        return new Finding(
                severity(message),
                MessageKind.type(id, missing),
                new Finding.Rule(MESSAGE_IDS, id),
                where,
                MessageWords.plain(message.getMessage()),
                missing && !MessageKind.isSlice(id) ? "nothing" : sent.at(where, resource),
                answers.at(resource, where)
                        .or(() -> MessageWords.profiles(message.getMessage()))
                        .or(() -> allowed.inExtension(resource, where, sent.extension(where, resource)))
                        .orElseGet(() -> MessageKind.isPart(id)
                                ? allowed.ofHolder(resource, where)
                                : allowed.with(MessageWords.profile(message.getMessage()))
                                        .beside(sent.codes(where, resource))
                                        .at(
                                                resource,
                                                where,
                                                Optional.ofNullable(element),
                                                sent.system(where, resource))),
                MessageWords.retyped(message.getMessage(), where).orElseGet(() -> MessageKind.fix(id, missing, where)));
    }

    private Finding ofDisplay(
            SingleValidationMessage message, String id, String display, String path, Resource resource) {
        return new Finding(
                severity(message),
                MessageKind.type(id, false),
                new Finding.Rule(MESSAGE_IDS, id),
                path,
                MessageWords.plain(message.getMessage()),
                sent.at(path, resource),
                "\"" + display + "\", or no display",
                "Send this display, or leave it out; the code itself may stay.");
    }

    private Finding ofUnknownType(
            SingleValidationMessage message, String element, String types, String path, Resource resource) {
        String where = MessagePlace.child(path, element.replaceFirst("[A-Z].*$", ""));
        return new Finding(
                severity(message),
                IssueType.STRUCTURE,
                new Finding.Rule(MESSAGE_IDS, message.getMessageId()),
                where,
                message.getMessage(),
                element + ": " + sent.at(where, resource),
                "one of these types: " + types,
                "Send " + where + " as one of the allowed types.");
    }

    private Finding ofInvariant(SingleValidationMessage message, String key, String path, Resource resource) {
        boolean own = rules.has(key);
        String human = MessageWords.invariant(message.getMessage());
        return new Finding(
                severity(message),
                IssueType.INVARIANT,
                own ? Rules.own(key) : new Finding.Rule(MESSAGE_IDS, key),
                path,
                own ? rules.statement(key) : human,
                sent.about(own ? rules.about(key) : sent.named(human, path, resource), path, resource),
                limbs.allowed(key, sent.find(path, resource)).orElse(own ? rules.allowed(key) : human),
                own ? rules.fix(key) : "Change the element so that this holds: " + human);
    }

    private Finding ofUnknownElement(SingleValidationMessage message, String name, String path) {
        String id = "unknown-element";
        return new Finding(
                severity(message),
                IssueType.STRUCTURE,
                Rules.own(id),
                path,
                message.getMessage(),
                "'" + name + "'",
                "the elements that FHIR R4 defines for " + path,
                rules.fix(id));
    }

    private static IssueSeverity severity(SingleValidationMessage message) {
        return message.getSeverity() == ResultSeverityEnum.WARNING ? IssueSeverity.WARNING : IssueSeverity.ERROR;
    }
}
