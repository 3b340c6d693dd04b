package org.myotome.terminology;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.PropertyComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
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

    private static final String CHILD_OF = "child-of";
    private static final String LATER_OPERATOR =
            "http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.compose.include.filter.op";
    private static final String OPERATORS =
            "Use =, in, not-in, regex, exists, is-a, descendent-of, is-not-a, generalizes or child-of.";

    private ExpansionFilter() {}

    /** Fails with 422 on a property that the system lacks, a missing value, or an operator that makes no sense there. */
    static Predicate<ConceptDefinitionComponent> of(TerminologySystem system, ConceptSetFilterComponent filter) {
        var property = filter.getProperty();
        requireProperty(system.source(), property);
        var later = laterOperator(filter);
        if (later.filter(CHILD_OF::equals).isPresent() && filter.getValue() != null) {
            return childOf(system, filter);
        }
        if (filter.getOp() == null) {
            throw RequestProblem.unprocessable("The filter on property \"" + property + "\" of " + system.url()
                    + later.map(op -> " has the operator \"" + op + "\", which is not supported. " + OPERATORS)
                            .orElse(" lacks its op. " + OPERATORS));
        }
        if (filter.getValue() == null) {
            throw withoutValue(system, filter);
        }
        var wanted = filter.getValue();
        if (HIERARCHY.contains(filter.getOp())) {
            return hierarchy(system, filter);
        }
        return switch (filter.getOp()) {
            case EQUAL -> any(system, property, wanted::equals);
            case IN -> any(system, property, list(wanted)::contains);
            case NOTIN -> any(system, property, list(wanted)::contains).negate();
            case REGEX -> any(system, property, RegexFilter.of(wanted));
            case EXISTS -> exists(system, property, wanted);
            default ->
                throw RequestProblem.unprocessable("Filter operator \""
                        + filter.getOp().toCode() + "\" on " + system.url()
                        + " is not supported. " + OPERATORS);
        };
    }

    /** An operator of R5, in the extension by which R4 carries it. */
    private static Optional<String> laterOperator(ConceptSetFilterComponent filter) {
        return Optional.ofNullable(filter.getOpElement().getExtensionByUrl(LATER_OPERATOR))
                .map(extension -> extension.getValueAsPrimitive().getValueAsString());
    }

    private static RuntimeException withoutValue(TerminologySystem system, ConceptSetFilterComponent filter) {
        return TerminologyProblem.worded(
                RequestProblem.unprocessable(
                        IssueType.INVALID,
                        "The filter on property \"" + filter.getProperty() + "\" of " + system.url()
                                + " lacks its value. Give it one, or leave the filter out."),
                "vs-invalid",
                new CodeText(
                        "UNABLE_TO_HANDLE_SYSTEM_FILTER_WITH_NO_VALUE",
                        "The system " + system.url() + " filter with property = " + filter.getProperty() + ", op = "
                                + filter.getOp().toCode() + " has no value"));
    }

    private static Predicate<ConceptDefinitionComponent> childOf(
            TerminologySystem system, ConceptSetFilterComponent filter) {
        var pivot = pivot(system, filter, CHILD_OF);
        return concept -> system.parents(concept.getCode())
                .anyMatch(parent -> parent.getCode().equals(pivot));
    }

    private static Predicate<ConceptDefinitionComponent> hierarchy(
            TerminologySystem system, ConceptSetFilterComponent filter) {
        var pivot = pivot(system, filter, filter.getOp().toCode());
        return switch (filter.getOp()) {
            case ISA -> concept -> isA(system, concept, pivot);
            case ISNOTA -> concept -> !isA(system, concept, pivot);
            case DESCENDENTOF -> concept -> system.isBelow(concept.getCode(), pivot);
            default -> concept -> pivot.equals(concept.getCode()) || system.isBelow(pivot, concept.getCode());
        };
    }

    private static String pivot(TerminologySystem system, ConceptSetFilterComponent filter, String operator) {
        if (!Set.of("code", "concept").contains(filter.getProperty())) {
            throw RequestProblem.unprocessable("Filter operator \"" + operator + "\" works on concept "
                    + "only, not on property \"" + filter.getProperty() + "\" of " + system.url() + ".");
        }
        return system.find(filter.getValue())
                .orElseThrow(() -> RequestProblem.unprocessable("Filter \"" + operator + "\" names the code \""
                        + filter.getValue() + "\", which is not in " + system.url() + ". " + system.allowed()))
                .getCode();
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
