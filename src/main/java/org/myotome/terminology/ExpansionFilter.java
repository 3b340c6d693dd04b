package org.myotome.terminology;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
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
import org.hl7.fhir.r4.model.ValueSet.FilterOperator;
import org.myotome.RequestProblem;

/**
 * One filter of a value set definition, as a test of concepts. A concept passes if one of its values passes. The value
 * of a Coding property may be written as {@code system#code}, as FHIR has it, as {@code system|code} or as the code; numbers are compared as they are written.
 */
final class ExpansionFilter {

    /** Every concept has these besides the properties that its code system declares (R4, concept-properties). */
    private static final Set<String> ALWAYS =
            Set.of("code", "concept", "display", "parent", "child", "inactive", "notSelectable", "status");

    private static final Set<FilterOperator> HIERARCHY =
            Set.of(FilterOperator.ISA, FilterOperator.DESCENDENTOF, FilterOperator.ISNOTA, FilterOperator.GENERALIZES);

    private ExpansionFilter() {}

    /** Fails with 422 on a property that the system lacks, a missing value, or an operator that makes no sense there. */
    static Predicate<ConceptDefinitionComponent> of(TerminologySystem system, ConceptSetFilterComponent filter) {
        var property = filter.getProperty();
        requireProperty(system.source(), property);
        if (filter.getValue() == null || !filter.hasOp()) {
            throw RequestProblem.unprocessable("The filter on property \"" + property + "\" of " + system.url()
                    + " lacks its " + (filter.hasOp() ? "value" : "op") + ".");
        }
        var wanted = filter.getValue();
        if (HIERARCHY.contains(filter.getOp())) {
            return hierarchy(system, filter);
        }
        return switch (filter.getOp()) {
            case EQUAL -> any(system, property, wanted::equals);
            case IN -> any(system, property, list(wanted)::contains);
            case NOTIN -> any(system, property, list(wanted)::contains).negate();
            case REGEX -> any(system, property, regex(wanted));
            case EXISTS -> exists(system, property, wanted);
            default ->
                throw RequestProblem.unprocessable("Filter operator \""
                        + filter.getOp().toCode() + "\" on " + system.url()
                        + " is not supported. Use =, in, not-in, regex, exists, is-a, descendent-of, is-not-a or "
                        + "generalizes.");
        };
    }

    private static Predicate<ConceptDefinitionComponent> hierarchy(
            TerminologySystem system, ConceptSetFilterComponent filter) {
        if (!Set.of("code", "concept").contains(filter.getProperty())) {
            throw RequestProblem.unprocessable(
                    "Filter operator \"" + filter.getOp().toCode() + "\" works on concept " + "only, not on property \""
                            + filter.getProperty() + "\" of " + system.url() + ".");
        }
        var pivot = system.find(filter.getValue())
                .orElseThrow(() -> RequestProblem.unprocessable("Filter \""
                        + filter.getOp().toCode() + "\" names the code \"" + filter.getValue() + "\", which is not in "
                        + system.url() + ". " + system.allowed()))
                .getCode();
        return switch (filter.getOp()) {
            case ISA -> concept -> isA(system, concept, pivot);
            case ISNOTA -> concept -> !isA(system, concept, pivot);
            case DESCENDENTOF -> concept -> system.isBelow(concept.getCode(), pivot);
            default -> concept -> pivot.equals(concept.getCode()) || system.isBelow(pivot, concept.getCode());
        };
    }

    private static boolean isA(TerminologySystem system, ConceptDefinitionComponent concept, String pivot) {
        return pivot.equals(concept.getCode()) || system.isBelow(concept.getCode(), pivot);
    }

    private static Predicate<ConceptDefinitionComponent> any(
            TerminologySystem system, String property, Predicate<String> test) {
        return concept -> values(system, concept, property).anyMatch(test);
    }

    private static Predicate<ConceptDefinitionComponent> exists(
            TerminologySystem system, String property, String wanted) {
        if (!Set.of("true", "false").contains(wanted)) {
            throw RequestProblem.unprocessable("Filter \"exists\" on " + property + " has the value \"" + wanted
                    + "\". It must be true or false.");
        }
        return concept -> values(system, concept, property).findAny().isPresent() == Boolean.parseBoolean(wanted);
    }

    private static Stream<String> values(
            TerminologySystem system, ConceptDefinitionComponent concept, String property) {
        return switch (property) {
            case "code", "concept" -> Stream.of(concept.getCode());
            case "display" -> Stream.ofNullable(concept.getDisplay());
            case "parent" -> system.parents(concept.getCode()).map(ConceptDefinitionComponent::getCode);
            case "child" -> system.children(concept.getCode()).map(ConceptDefinitionComponent::getCode);
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

    private static Predicate<String> regex(String regex) {
        try {
            var pattern = Pattern.compile(regex);
            var steps = new AtomicLong();
            return value -> pattern.matcher(new CountedText(value, steps)).matches();
        } catch (PatternSyntaxException e) {
            throw RequestProblem.unprocessable("Filter \"regex\" has the value \"" + regex
                    + "\", which is no regular expression: " + e.getDescription() + ".");
        }
    }

    /** A pattern can be written so that matching takes for ever; it reads a character at each step, which can be counted. */
    private record CountedText(String text, AtomicLong steps) implements CharSequence {

        private static final long MOST = 20_000_000;

        @Override
        public char charAt(int index) {
            if (steps.incrementAndGet() > MOST) {
                throw RequestProblem.tooCostly("Filter \"regex\" of the value set takes too long. Use a pattern "
                        + "without repetitions inside of repetitions, or list the codes.");
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new CountedText(text.substring(start, end), steps);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static void requireProperty(CodeSystem system, String property) {
        var declared =
                system.getProperty().stream().map(PropertyComponent::getCode).collect(Collectors.toSet());
        declared.addAll(ALWAYS);
        if (!declared.contains(property)) {
            throw RequestProblem.unprocessable("Filter property \"" + property + "\" is not one of "
                    + system.getUrl() + ". Its properties are: "
                    + declared.stream().sorted().collect(Collectors.joining(", ")) + ".");
        }
    }
}
