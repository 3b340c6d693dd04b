package org.myotome.terminology;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.myotome.RequestProblem;

/**
 * What an operation was called with: the query string and the Parameters body together. HAPI's own binding drops a
 * parameter that it does not know, so that a typing error would silently change the answer; here it is refused.
 */
final class TerminologyParameters {

    private final String operation;
    private final Map<String, List<Base>> values = new LinkedHashMap<>();

    private TerminologyParameters(String operation) {
        this.operation = operation;
    }

    /** @param known every parameter name of the operation; names that start with {@code _} belong to the server */
    static TerminologyParameters of(RequestDetails request, Set<String> known) {
        var in = new TerminologyParameters(request.getOperation());
        request.getParameters().forEach((name, sent) -> {
            for (var value : name.startsWith("_") ? new String[0] : sent) {
                in.add(name, new StringType(value));
            }
        });
        if (request.getResource() instanceof Parameters body) {
            in.addAll(body);
        } else if (request.getResource() instanceof Resource bare) {
            // R4: an operation whose only parameter is a resource may be sent that resource itself.
            in.add(
                    Character.toLowerCase(bare.fhirType().charAt(0))
                            + bare.fhirType().substring(1),
                    bare);
        }
        in.requireKnown(known);
        return in;
    }

    /** These without one of them. */
    TerminologyParameters without(String name) {
        var others = new TerminologyParameters(operation);
        others.values.putAll(values);
        others.values.remove(name);
        return others;
    }

    /** These and those of a Parameters inside them, which go first. */
    TerminologyParameters and(Parameters body, Set<String> known) {
        var inner = new TerminologyParameters(operation);
        inner.addAll(body);
        inner.requireKnown(known);
        values.forEach((name, sent) -> {
            if (name.equals("tx-resource")) {
                inner.values.computeIfAbsent(name, any -> new ArrayList<>()).addAll(sent);
            } else {
                inner.values.putIfAbsent(name, sent);
            }
        });
        return inner;
    }

    String operation() {
        return operation;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> text(String name) {
        return single(name).map(value -> primitive(name, value));
    }

    List<String> texts(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .map(value -> primitive(name, value))
                .toList();
    }

    boolean flag(String name) {
        return switch (text(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrongType(name, "true or false");
        };
    }

    /** A whole number, 0 or more. */
    Optional<Integer> number(String name) {
        return text(name).map(text -> {
            if (!text.matches("\\d{1,9}")) {
                throw wrongType(name, "a whole number, 0 or more");
            }
            return Integer.valueOf(text);
        });
    }

    /** A Coding; in a query string it is written {@code system|code}, as in a search. */
    Optional<Coding> coding(String name) {
        return single(name).map(value -> {
            if (value instanceof Coding coding) {
                return coding;
            }
            var parts = value.isPrimitive() ? value.primitiveValue().split("\\|", 2) : new String[0];
            if (parts.length != 2) {
                throw wrongType(name, "a Coding, or system|code in a query string");
            }
            return new Coding().setSystem(parts[0]).setCode(parts[1]);
        });
    }

    Optional<CodeableConcept> concept(String name) {
        return single(name).map(value -> {
            if (value instanceof CodeableConcept concept) {
                return concept;
            }
            throw wrongType(name, "a CodeableConcept, in a Parameters body sent with POST");
        });
    }

    <R extends Resource> Optional<R> resource(String name, Class<R> type) {
        return single(name).map(value -> {
            if (type.isInstance(value)) {
                return type.cast(value);
            }
            throw wrongType(name, "a " + type.getSimpleName() + " resource, in a Parameters body sent with POST");
        });
    }

    /** Resources in parameters that may be repeated. */
    List<Resource> resources(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .map(value -> {
                    if (value instanceof Resource resource) {
                        return resource;
                    }
                    throw wrongType(name, "a resource, in a Parameters body sent with POST");
                })
                .toList();
    }

    private void addAll(Parameters body) {
        body.getParameter()
                .forEach(part -> add(part.getName(), part.hasValue() ? part.getValue() : part.getResource()));
    }

    private void add(String name, @Nullable Base value) {
        if (value == null || value.isEmpty()) {
            throw RequestProblem.invalid("Parameter " + name + " of " + operation
                    + " has no value. Give it one, or leave the parameter out.");
        }
        values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
    }

    private Optional<Base> single(String name) {
        var sent = values.getOrDefault(name, List.of());
        if (sent.size() > 1) {
            throw RequestProblem.invalid(
                    "Parameter " + name + " of " + operation + " was sent " + sent.size() + " times. Send it once.");
        }
        return sent.stream().findFirst();
    }

    private String primitive(String name, Base value) {
        if (value.isPrimitive()) {
            return value.primitiveValue();
        }
        throw wrongType(name, "a simple value");
    }

    private void requireKnown(Set<String> known) {
        for (var name : values.keySet()) {
            if (!known.contains(name)) {
                throw RequestProblem.notSupported("Unknown parameter \"" + name + "\" for " + operation
                        + ". Valid parameters are: "
                        + ParameterNames.shown(known));
            }
        }
    }

    private RuntimeException wrongType(String name, String wanted) {
        return RequestProblem.invalid("Parameter " + name + " of " + operation + " is "
                + ParameterNames.sent(values.get(name)) + ". It must be " + wanted + ".");
    }
}
