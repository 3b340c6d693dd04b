package org.myotome.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.myotome.FhirInterceptor;
import org.myotome.FhirOperation;

/**
 * Refuses the modifiers and control values of a search that HAPI would ignore. An ignored modifier gives an answer to
 * another question, and "servers SHALL reject any search request that contains a suffix that they do not support" (FHIR R4,
 * search, modifiers).
 */
@Interceptor
final class StrictSearch implements FhirInterceptor {

    private static final Set<String> MODIFIERS = new TreeSet<>(Set.of(
            "missing",
            "exact",
            "contains",
            "text",
            "in",
            "not-in",
            "below",
            "above",
            "not",
            "identifier",
            "of-type",
            "iterate"));

    private static final Pattern RESOURCE_TYPE = Pattern.compile("[A-Z][A-Za-z]+");

    private static final Map<String, Pattern> VALUES = Map.of(
            "_summary", Pattern.compile("true|false|text|data|count"),
            "_total", Pattern.compile("none|estimate|accurate"),
            "_count", Pattern.compile("\\d{1,6}"),
            "_format", Pattern.compile("(application/(fhir\\+)?)?(json|xml)(;.*)?|text/xml|html/.*"),
            "_pretty", Pattern.compile("true|false"));

    /** Formats of an operation that writes its answer itself; any other would get FHIR and no word about it. */
    private static final Set<String> TABLE = Set.of("csv", "text/csv");

    private final Set<String> ownWriters;

    StrictSearch(Collection<FhirOperation> operations) {
        ownWriters = operations.stream()
                .flatMap(operation -> Arrays.stream(operation.getClass().getMethods()))
                .map(method -> method.getAnnotation(Operation.class))
                .filter(operation -> operation != null && operation.manualResponse())
                .map(Operation::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void check(RequestDetails request) {
        boolean search = request.getRequestType() == RequestTypeEnum.GET || "_search".equals(request.getOperation());
        String type = String.valueOf(request.getHeader("Content-Type"));
        if (search
                && request.getRequestType() == RequestTypeEnum.POST
                && !type.contains("x-www-form-urlencoded")
                && request.loadRequestContents().length > 0) {
            throw new UnclassifiedServerFailureException(
                    415, "A search is posted as application/x-www-form-urlencoded, not as " + type);
        }
        if (search && request.getParameters() != null) {
            boolean writesItself = ownWriters.contains(String.valueOf(request.getOperation()));
            if (!writesItself && TABLE.contains(String.valueOf(request.getHeader("Accept")))) {
                throw noSuchForm("The answer in the form '" + request.getHeader("Accept") + "' is not one of ");
            }
            request.getParameters().entrySet().stream()
                    .filter(parameter -> !(writesItself && isTable(parameter.getKey(), parameter.getValue())))
                    .forEach(parameter -> check(parameter.getKey(), parameter.getValue()));
            request.getParameters()
                    .keySet()
                    .forEach(name -> checkText(String.valueOf(request.getResourceName()), name));
        }
    }

    private static UnclassifiedServerFailureException noSuchForm(String words) {
        return new UnclassifiedServerFailureException(
                406,
                words + "json, xml, application/fhir+json, application/fhir+xml; a table, text/csv, is written by "
                        + "Observation/$strength-trend alone");
    }

    private static boolean isTable(String name, String[] values) {
        return name.equals("_format") && Arrays.stream(values).allMatch(TABLE::contains);
    }

    /** Ten characters such as 1e99999999 become a number of a hundred million digits, and keep a thread for hours. */
    private static final Pattern ENDLESS_NUMBER = Pattern.compile("\\d[\\d.]*[eE][+-]?\\d{3,}");

    /** Parameters of the types number, quantity and composite; an identifier may well look like such a number. */
    private static final Pattern NUMERIC =
            Pattern.compile(".*(grade|order|quantity|number|probability|length|start|end).*");

    private static void check(String name, String[] values) {
        if (name.equals("_filter")) {
            throw new InvalidRequestException("_filter is not supported: combine search parameters instead");
        }
        Pattern allowed = VALUES.get(name);
        for (String value : values) {
            if (NUMERIC.matcher(name).matches() && ENDLESS_NUMBER.matcher(value).find()) {
                throw new InvalidRequestException("A number in " + name + " has an exponent of three digits or more");
            }
            // In a URL a plus sign is a space, and people write application/fhir+json all the same.
            if (allowed != null && !allowed.matcher(value.replace(' ', '+')).matches()) {
                String words = "The value '" + value + "' of " + name + " is not one of ";
                throw name.equals("_format")
                        ? noSuchForm(words)
                        : new InvalidRequestException(words + allowed.pattern());
            }
            if (name.endsWith(":missing") && !value.equals("true") && !value.equals("false")) {
                throw new InvalidRequestException("The value '" + value + "' of " + name + " is not true or false");
            }
        }
        checkModifier(name);
    }

    /** The texts beside the codes of an Observation are not indexed; a search for them would find nothing, and not say why. */
    private static void checkText(String type, String name) {
        boolean ofObservation = name.contains("Observation") || type.equals("Observation") && !name.contains(".");
        if (name.endsWith(":text") && ofObservation) {
            throw new InvalidRequestException(
                    "The texts of an Observation are not searched: find the codes by their words with "
                            + "ValueSet/$expand?filter=..., and search for these");
        }
    }

    private static void checkModifier(String name) {
        int colon = name.lastIndexOf(':');
        if (colon < 0 || name.startsWith("_has:") || name.contains("._has:")) {
            return;
        }
        String modifier = name.substring(colon + 1).replaceFirst("\\..*", "");
        if (!MODIFIERS.contains(modifier) && !RESOURCE_TYPE.matcher(modifier).matches()) {
            throw new InvalidRequestException("Unknown modifier '" + modifier + "' in search parameter '" + name
                    + "'; allowed are " + String.join(", ", MODIFIERS) + ", or a resource type");
        }
    }
}
