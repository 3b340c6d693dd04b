package org.myotome.validation.acceptor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Operation;
import org.jspecify.annotations.Nullable;

/** The operators of FHIRPath, with its logic of three values; {@code and}, {@code or} and {@code implies} stop early. */
final class PathOperators {

    private PathOperators() {}

    static Path of(Operation operation, Path left, Path right) {
        return switch (operation) {
            case And -> and(left, right);
            case Or -> or(left, right);
            case Implies -> implies(left, right);
            case Xor -> (focus, input) -> xor(truth(left, focus, input), truth(right, focus, input));
            case Equals -> (focus, input) -> Values.of(equal(left, right, focus, input));
            case NotEquals -> (focus, input) -> Values.of(not(equal(left, right, focus, input)));
            case LessThan -> order(left, right, sign -> sign < 0);
            case LessOrEqual -> order(left, right, sign -> sign <= 0);
            case Greater -> order(left, right, sign -> sign > 0);
            case GreaterOrEqual -> order(left, right, sign -> sign >= 0);
            case In -> (focus, input) -> in(left.evaluate(focus, input), right.evaluate(focus, input));
            case Concatenate ->
                (focus, input) -> List.of(
                        textOrNothing(left.evaluate(focus, input)) + textOrNothing(right.evaluate(focus, input)));
            case Mod -> (focus, input) -> mod(left.evaluate(focus, input), right.evaluate(focus, input));
            default -> throw new Uncertain("operator is not taught");
        };
    }

    private static Path and(Path left, Path right) {
        return (focus, input) -> {
            Boolean a = truth(left, focus, input);
            if (Boolean.FALSE.equals(a)) {
                return List.of(false);
            }
            Boolean b = truth(right, focus, input);
            return Boolean.FALSE.equals(b) ? List.of(false) : a == null || b == null ? List.of() : List.of(true);
        };
    }

    private static Path or(Path left, Path right) {
        return (focus, input) -> {
            Boolean a = truth(left, focus, input);
            if (Boolean.TRUE.equals(a)) {
                return List.of(true);
            }
            Boolean b = truth(right, focus, input);
            return Boolean.TRUE.equals(b) ? List.of(true) : a == null || b == null ? List.of() : List.of(false);
        };
    }

    private static Path implies(Path left, Path right) {
        return (focus, input) -> {
            Boolean a = truth(left, focus, input);
            if (Boolean.FALSE.equals(a)) {
                return List.of(true);
            }
            Boolean b = truth(right, focus, input);
            return Boolean.TRUE.equals(b) ? List.of(true) : a == null || b == null ? List.of() : List.of(false);
        };
    }

    private static List<Object> xor(@Nullable Boolean a, @Nullable Boolean b) {
        return a == null || b == null ? List.of() : List.of(!a.equals(b));
    }

    private static @Nullable Boolean truth(Path path, Focus focus, List<Object> input) {
        return Values.truth(path.evaluate(focus, input));
    }

    private static @Nullable Boolean equal(Path left, Path right, Focus focus, List<Object> input) {
        return Values.equal(left.evaluate(focus, input), right.evaluate(focus, input));
    }

    private static @Nullable Boolean not(@Nullable Boolean truth) {
        return truth == null ? null : !truth;
    }

    private static Path order(Path left, Path right, IntPredicate holds) {
        return (focus, input) -> {
            Integer sign = Values.compare(left.evaluate(focus, input), right.evaluate(focus, input));
            return sign == null ? List.of() : List.of(holds.test(sign));
        };
    }

    private static List<Object> in(List<Object> left, List<Object> right) {
        if (left.isEmpty()) {
            return List.of();
        }
        Uncertain.unless(left.size() == 1, "list in a list");
        return List.of(right.stream().anyMatch(one -> Values.equal(left.get(0), one)));
    }

    private static String textOrNothing(List<Object> values) {
        return values.isEmpty() ? "" : Values.text(values);
    }

    private static List<Object> mod(List<Object> left, List<Object> right) {
        List<Object> result = new ArrayList<>(1);
        if (!left.isEmpty() && !right.isEmpty()) {
            Uncertain.unless(
                    left.get(0) instanceof Integer && right.get(0) instanceof Integer && left.size() == 1,
                    "remainder of what is no integer");
            int divisor = (Integer) right.get(0);
            Uncertain.unless(divisor > 0, "remainder of a division by this");
            result.add((Integer) left.get(0) % divisor);
        }
        return result;
    }
}
