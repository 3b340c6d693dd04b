package org.myotome.terminology;

import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.rest.param.ParameterUtil;
import ca.uhn.fhir.util.StringUtil;
import java.time.DateTimeException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.myotome.RequestProblem;

/** Whether one value of an artefact fits one value of a search, by the type of the parameter (R4 search, 3.1.1.4). */
final class ConformanceMatch {

    private static final Pattern DATE = Pattern.compile("(eq|ne|gt|ge|lt|le|sa|eb)?(\\d.*)");

    private ConformanceMatch() {}

    /** The modifiers that a parameter of this type may carry, besides {@code :missing}. */
    static Set<String> modifiers(RestSearchParameterTypeEnum type) {
        return switch (type) {
            case STRING -> Set.of("exact", "contains");
            case TOKEN -> Set.of("not");
            case URI -> Set.of("below");
            default -> Set.of();
        };
    }

    /**
     * @param modifier one of {@link #modifiers}, or empty
     * @param wanted   one alternative of the search, still escaped
     */
    static boolean fits(RestSearchParameterTypeEnum type, String modifier, String wanted, IBase value) {
        return switch (type) {
            case STRING -> string(modifier, ParameterUtil.unescape(wanted), ((Base) value).primitiveValue());
            case TOKEN -> tokens(value).anyMatch(token -> token(wanted, token));
            case URI -> uri(modifier, ParameterUtil.unescape(wanted), ((Base) value).primitiveValue());
            case REFERENCE -> reference(ParameterUtil.unescape(wanted), value);
            case DATE -> date(wanted, value);
            default ->
                throw RequestProblem.notSupported("Search parameters of type " + type.getCode()
                        + " are not supported on conformance resources. Leave it out.");
        };
    }

    private static boolean string(String modifier, String wanted, String value) {
        if (modifier.equals("exact")) {
            return value.equals(wanted);
        }
        var plainValue = StringUtil.normalizeStringForSearchIndexing(value);
        var plainWanted = StringUtil.normalizeStringForSearchIndexing(wanted);
        return modifier.equals("contains") ? plainValue.contains(plainWanted) : plainValue.startsWith(plainWanted);
    }

    private static boolean uri(String modifier, String wanted, String value) {
        var below = wanted.endsWith("/") ? wanted : wanted + "/";
        return value.equals(wanted) || modifier.equals("below") && value.startsWith(below);
    }

    /** A canonical that is asked for without a version is found in every version. */
    private static boolean reference(String wanted, IBase value) {
        var target = value instanceof Reference reference ? reference.getReference() : ((Base) value).primitiveValue();
        return target != null && (target.equals(wanted) || target.split("\\|", 2)[0].equals(wanted));
    }

    private static boolean token(String wanted, Coding token) {
        var bar = wanted.indexOf('|');
        if (bar < 0) {
            return ParameterUtil.unescape(wanted).equals(token.getCode());
        }
        var system = ParameterUtil.unescape(wanted.substring(0, bar));
        var code = ParameterUtil.unescape(wanted.substring(bar + 1));
        return system.equals(token.hasSystem() ? token.getSystem() : "")
                && (code.isEmpty() || code.equals(token.getCode()));
    }

    private static Stream<Coding> tokens(IBase value) {
        if (value instanceof Coding coding) {
            return Stream.of(coding);
        } else if (value instanceof CodeableConcept concept) {
            return concept.getCoding().stream();
        } else if (value instanceof Identifier identifier) {
            return Stream.of(new Coding(identifier.getSystem(), identifier.getValue(), null));
        } else if (value instanceof ContactPoint contact) {
            return Stream.of(new Coding(null, contact.getValue(), null));
        } else if (value instanceof IdType id) {
            return Stream.of(new Coding(null, id.getIdPart(), null));
        } else if (value instanceof Enumeration<?> code) {
            return Stream.of(new Coding(code.getSystem(), code.getCode(), null));
        }
        return Stream.of(new Coding(null, ((Base) value).primitiveValue(), null));
    }

    private static boolean date(String wanted, IBase value) {
        var parts = DATE.matcher(wanted);
        try {
            if (parts.matches()) {
                var prefix = parts.group(1) == null ? "eq" : parts.group(1);
                return ConformanceInstants.of(value).matches(prefix, ConformanceInstants.parse(parts.group(2)));
            }
        } catch (DateTimeException e) {
            // Answered below: the text is at fault, whatever the parser made of it.
        }
        throw RequestProblem.invalid("\"" + wanted + "\" is not a date. Send yyyy, yyyy-MM, yyyy-MM-dd or "
                + "yyyy-MM-ddThh:mm:ssZ, after one of eq, ne, gt, ge, lt, le, sa, eb or nothing.");
    }
}
