package org.myotome.terminology;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.PropertyComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetFilterComponent;
import org.myotome.RequestProblem;

/**
 * One filter of a value set definition, as a test of concepts. A concept passes if one of its values passes. The value
 * of a Coding property may be written as {@code system#code}, as FHIR has it, as {@code system|code} or as the code; numbers are compared as they are written.
 */
final class ExpansionFilter {

    /** Every concept has these besides the properties that its code system declares. */
    private static final Set<String> ALWAYS = Set.of("code", "concept", "display");

    private ExpansionFilter() {}

    /** Fails with 422 on a property that the system lacks or an operator that makes no sense in a flat system. */
    static Predicate<ConceptDefinitionComponent> of(CodeSystem system, ConceptSetFilterComponent filter) {
        var property = filter.getProperty();
        requireProperty(system, property);
        var wanted = filter.getValue();
        return switch (filter.getOp()) {
            case EQUAL -> any(property, wanted::equals);
            case IN -> any(property, list(wanted)::contains);
            case NOTIN -> any(property, list(wanted)::contains).negate();
            case REGEX -> any(property, pattern(wanted).asMatchPredicate());
            case EXISTS -> exists(property, wanted);
            default ->
                throw RequestProblem.unprocessable("Filter operator \""
                        + filter.getOp().toCode() + "\" on " + system.getUrl()
                        + " is not supported: the system is flat. Use =, in, not-in, regex or exists.");
        };
    }

    private static Predicate<ConceptDefinitionComponent> any(String property, Predicate<String> test) {
        return concept -> values(concept, property).anyMatch(test);
    }

    private static Predicate<ConceptDefinitionComponent> exists(String property, String wanted) {
        if (!Set.of("true", "false").contains(wanted)) {
            throw RequestProblem.unprocessable("Filter \"exists\" on " + property + " has the value \"" + wanted
                    + "\". It must be true or false.");
        }
        return concept -> values(concept, property).findAny().isPresent() == Boolean.parseBoolean(wanted);
    }

    private static Stream<String> values(ConceptDefinitionComponent concept, String property) {
        return switch (property) {
            case "code", "concept" -> Stream.of(concept.getCode());
            case "display" -> Stream.ofNullable(concept.getDisplay());
            default ->
                concept.getProperty().stream()
                        .filter(value -> value.getCode().equals(property))
                        .flatMap(value -> spellings(value.getValue()));
        };
    }

    private static Stream<String> spellings(Type value) {
        return value instanceof Coding coding
                ? Stream.of(
                        coding.getCode(),
                        coding.getSystem() + "|" + coding.getCode(),
                        coding.getSystem() + "#" + coding.getCode())
                : Stream.ofNullable(value.primitiveValue());
    }

    private static List<String> list(String commaSeparated) {
        return Arrays.stream(commaSeparated.split(",")).map(String::trim).toList();
    }

    private static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw RequestProblem.unprocessable("Filter \"regex\" has the value \"" + regex
                    + "\", which is no regular expression: " + e.getDescription() + ".");
        }
    }

    private static void requireProperty(CodeSystem system, String property) {
        var declared =
                system.getProperty().stream().map(PropertyComponent::getCode).collect(Collectors.toList());
        declared.addAll(ALWAYS);
        if (!declared.contains(property)) {
            throw RequestProblem.unprocessable("Filter property \"" + property + "\" is not one of "
                    + system.getUrl() + ". Its properties are: "
                    + declared.stream().sorted().collect(Collectors.joining(", ")) + ".");
        }
    }
}
