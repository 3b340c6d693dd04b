package org.myotome.query;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.myotome.RequestProblem;

/**
 * What an operation was asked, in the address or as Parameters in the body. HAPI drops a parameter that it does not know, so
 * that a typing error would change the answer without a word; here it is refused.
 */
public final class OperationInput {

    private final Map<String, List<String>> values;

    private OperationInput(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * @param known all parameters of the operation; those that begin with {@code _}, such as {@code _format}, are the
     *     server's and need not be named
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException for any other parameter
     */
    public static OperationInput of(RequestDetails request, Set<String> known) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        request.getParameters().forEach((name, given) -> add(values, known, name, Arrays.asList(given)));
        if (request.getResource() instanceof Parameters body) {
            body.getParameter().forEach(parameter -> add(values, known, parameter.getName(), List.of(text(parameter))));
        } else if (request.getResource() != null) {
            throw RequestProblem.invalid("The body is a "
                    + request.getResource().fhirType() + ". Send Parameters, or put the parameters in the address.");
        }
        return new OperationInput(values);
    }

    /**
     * Like {@link #of}, but refuses what else begins with {@code _} too, except {@code _format} and {@code _pretty}: an answer
     * that leaves such a parameter out of account, such as {@code _summary}, is another one than was asked for.
     */
    public static OperationInput strictlyOf(RequestDetails request, Set<String> known) {
        Set<String> understood = new TreeSet<>(known);
        understood.addAll(Set.of("_format", "_pretty"));
        List<String> sent = new ArrayList<>(request.getParameters().keySet());
        if (request.getResource() instanceof Parameters body) {
            body.getParameter().forEach(parameter -> sent.add(String.valueOf(parameter.getName())));
        }
        sent.stream()
                .filter(name -> name.startsWith("_") && !understood.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw RequestProblem.notSupported("Parameter \"" + name
                            + "\" is not supported here. Leave it out. Valid parameters are: " + understood);
                });
        return of(request, understood);
    }

    private static void add(Map<String, List<String>> values, Set<String> known, String name, List<String> given) {
        if (known.contains(name)) {
            values.computeIfAbsent(name, any -> new ArrayList<>()).addAll(given);
        } else if (!String.valueOf(name).startsWith("_")) {
            throw RequestProblem.notSupported(
                    "Unknown parameter \"" + name + "\". Valid parameters are: " + new TreeSet<>(known));
        }
    }

    private static String text(ParametersParameterComponent parameter) {
        Type value = parameter.getValue();
        if (value instanceof PrimitiveType<?> primitive) {
            return primitive.getValueAsString();
        }
        if (value instanceof Reference reference && reference.hasReference()) {
            return reference.getReference();
        }
        if (value instanceof Coding coding && coding.hasCode()) {
            return coding.hasSystem() ? coding.getSystem() + "|" + coding.getCode() : coding.getCode();
        }
        if (value instanceof Period period && (period.hasStart() || period.hasEnd())) {
            return Stream.of(period.getStartElement(), period.getEndElement())
                    .map(end -> String.valueOf(end.hasValue() ? end.getValueAsString() : ""))
                    .collect(Collectors.joining("/"));
        }
        throw RequestProblem.invalid("Parameter \"" + parameter.getName() + "\" has "
                + (value == null ? "no value" : "a " + value.fhirType())
                + ". Send a primitive value, a Reference with a reference, a Coding with a code, or "
                + "a Period with a start or an end.");
    }

    /** The only value; empty if it was not sent. */
    public Optional<String> one(String name) {
        List<String> given = values.getOrDefault(name, List.of());
        if (given.size() > 1) {
            throw RequestProblem.invalid("Parameter \"" + name + "\" was sent " + given.size() + " times: "
                    + String.join(", ", given) + ". Send it once.");
        }
        return given.stream().peek(value -> requireText(name, value)).findFirst();
    }

    /** All values: it may be repeated, and a value may be a list with commas. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .peek(value -> requireText(name, value))
                .toList();
    }

    private static void requireText(String name, String value) {
        if (value == null || value.isBlank()) {
            throw RequestProblem.invalid("Parameter \"" + name + "\" is empty. Give it a value, or leave it out.");
        }
    }

    /** Everything that was sent, by the name of the parameter, as it was sent. */
    public Map<String, List<String>> values() {
        return new LinkedHashMap<>(values);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Whether it was sent as {@code true}. */
    public boolean flag(String name) {
        return one(name)
                .map(value -> choose(name, value, List.of("true", "false")).equals("true"))
                .orElse(false);
    }

    /** @return the one that was sent, else the first */
    public String choice(String name, List<String> choices) {
        return one(name).map(value -> choose(name, value, choices)).orElse(choices.get(0));
    }

    private static String choose(String name, String value, List<String> choices) {
        if (!choices.contains(value)) {
            throw RequestProblem.invalid(
                    "Parameter \"" + name + "\" is \"" + value + "\". It can be: " + String.join(", ", choices) + ".");
        }
        return value;
    }

    /** A whole number within bounds. */
    public int number(String name, int least, int most, int otherwise) {
        return one(name)
                .map(value -> parse(name, value, "a whole number from " + least + " to " + most, text -> {
                    int number = Integer.parseInt(text);
                    if (number < least || number > most) {
                        throw new IllegalArgumentException();
                    }
                    return number;
                }))
                .orElse(otherwise);
    }

    /**
     * @param allowed what a value can be, in words
     * @param parser throws an IllegalArgumentException, or another unchecked one, for a value that is none
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException says what was sent and what is allowed
     */
    public static <T> T parse(String name, String value, String allowed, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException | java.time.DateTimeException wrong) {
            throw RequestProblem.invalid("Parameter \"" + name + "\" is \"" + value + "\". Send " + allowed + ".");
        }
    }
}
