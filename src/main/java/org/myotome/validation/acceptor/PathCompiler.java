package org.myotome.validation.acceptor;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Kind;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.fhirpath.FHIRPathUtilityClasses.FHIRConstant;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.validation.instance.utils.FHIRPathExpressionFixer;
import org.myotome.guide.FhirPathEngines;

/**
 * Compiles the part of FHIRPath that invariants are written in. What it does not understand becomes an expression that does
 * not know.
 */
final class PathCompiler {

    private static final String R4 = "4.0.1";

    private final FHIRPathEngine parser;
    private final PathFunctions functions;

    PathCompiler(Definitions definitions, Codes codes) {
        // The engine of R4, since that of R5 would have every definition converted before it parses a word.
        parser = FhirPathEngines.withoutDefinitions(definitions.fhir());
        functions = new PathFunctions(codes);
    }

    /** @param key the key of the invariant; some published ones are known to be wrong and are mended by the validator */
    Path compile(String expression, String key) {
        try {
            return compile(parser.parse(FHIRPathExpressionFixer.fixExpr(expression, key, R4)));
        } catch (Uncertain notTaught) {
            return (focus, input) -> {
                throw notTaught;
            };
        }
    }

    private Path compile(ExpressionNode node) {
        Path whole = operand(node);
        ExpressionNode last = node;
        for (ExpressionNode next = node.getOpNext(); next != null; next = next.getOpNext()) {
            boolean type = last.getOperation() == ExpressionNode.Operation.Is
                    || last.getOperation() == ExpressionNode.Operation.As;
            whole = type
                    ? functions.ofType(whole, typeName(next), last.getOperation() == ExpressionNode.Operation.Is)
                    : PathOperators.of(last.getOperation(), whole, operand(next));
            last = next;
        }
        return whole;
    }

    /** One operand with the steps that follow it behind dots. */
    private Path operand(ExpressionNode node) {
        Path first = step(node);
        if (node.getInner() == null) {
            return first;
        }
        Path rest = operand(node.getInner());
        return (focus, input) -> rest.evaluate(focus, first.evaluate(focus, input));
    }

    private Path step(ExpressionNode node) {
        return switch (node.getKind()) {
            case Name -> name(node.getName());
            case Constant -> constant(node);
            case Group -> compile(node.getGroup());
            case Function -> function(node);
            default -> throw new Uncertain("expression of this kind is not taught");
        };
    }

    private Path function(ExpressionNode node) {
        return switch (node.getFunction()) {
            case Is ->
                functions.ofType(
                        (focus, input) -> input, typeName(node.getParameters().get(0)), true);
            case As, OfType ->
                functions.ofType(
                        (focus, input) -> input, typeName(node.getParameters().get(0)), false);
            default ->
                functions.compile(
                        node.getFunction(),
                        node.getParameters().stream().map(this::compile).toList());
        };
    }

    private static String typeName(ExpressionNode node) {
        Uncertain.unless(node.getKind() == Kind.Name && node.getInner() == null, "name of a type");
        return node.getName();
    }

    private static Path name(String name) {
        if (name.equals("$this")) {
            return (focus, input) -> List.of(focus.self());
        }
        Uncertain.unless(!name.startsWith("$") && Character.isLowerCase(name.charAt(0)), "name is not taught");
        return (focus, input) -> {
            List<Object> found = new ArrayList<>(2);
            for (Object from : input) {
                if (from instanceof Item item) {
                    addChildren(item, name, found);
                }
            }
            return found;
        };
    }

    private static void addChildren(Item item, String name, List<Object> found) {
        for (Item child : item.children()) {
            if (child.name().equals(name)) {
                found.add(child);
            }
        }
    }

    private static Path constant(ExpressionNode node) {
        Base constant = node.getConstant();
        if (constant == null) {
            return (focus, input) -> List.of();
        }
        if (constant instanceof FHIRConstant variable) {
            return variable(variable.getValue());
        }
        String text = constant.primitiveValue();
        return switch (constant.fhirType()) {
            case "string" -> value(text);
            case "boolean" -> value(Boolean.valueOf(text));
            case "integer" -> value(Integer.valueOf(text));
            case "decimal" -> value(new BigDecimal(text));
            default -> throw new Uncertain("constant is not taught");
        };
    }

    private static Path value(Object value) {
        List<Object> values = List.of(value);
        return (focus, input) -> values;
    }

    private static Path variable(String name) {
        return switch (name) {
            case "%resource", "%rootResource" -> (focus, input) -> List.of(focus.resource());
            case "%context" -> (focus, input) -> List.of(focus.context());
            case "%ucum" -> (focus, input) -> List.of("http://unitsofmeasure.org");
            default -> throw new Uncertain("variable is not taught");
        };
    }
}
