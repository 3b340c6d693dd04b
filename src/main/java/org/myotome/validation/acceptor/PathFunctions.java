package org.myotome.validation.acceptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;

/** The functions of FHIRPath that invariants use. */
final class PathFunctions {

    /** Types of which another is a parent; {@code is} asks for parents as well. */
    private static final Set<String> CHILDREN =
            Set.of("Age", "Count", "Distance", "Duration", "Money", "SimpleQuantity", "code", "id", "markdown", "url");

    private final Codes codes;

    PathFunctions(Codes codes) {
        this.codes = codes;
    }

    Path compile(ExpressionNode.Function function, List<Path> parameters) {
        return switch (function) {
            case Where -> where(parameters.get(0));
            case Select -> select(parameters.get(0));
            case All -> all(parameters.get(0));
            case AllFalse ->
                (focus, input) ->
                        List.of(input.stream().allMatch(one -> Boolean.FALSE.equals(Values.truth(List.of(one)))));
            case Exists -> exists(parameters);
            case Iif -> iif(parameters);
            case Empty -> (focus, input) -> List.of(input.isEmpty());
            case Count -> (focus, input) -> List.of(input.size());
            case Not ->
                (focus, input) -> {
                    Boolean truth = Values.truth(input);
                    return truth == null ? List.of() : List.of(!truth);
                };
            case First -> (focus, input) -> input.isEmpty() ? input : input.subList(0, 1);
            case Trace -> (focus, input) -> input;
            case HasValue ->
                (focus, input) ->
                        List.of(input.size() == 1 && !(input.get(0) instanceof Item item && item.value() == null));
            case Distinct -> (focus, input) -> distinct(input);
            case IsDistinct -> (focus, input) -> List.of(distinct(input).size() == input.size());
            case Intersect -> intersect(parameters.get(0));
            case Extension -> extension(parameters.get(0));
            case MemberOf -> memberOf(parameters.get(0));
            default -> TextFunctions.compile(function, parameters);
        };
    }

    private static Path where(Path criterion) {
        return (focus, input) -> {
            List<Object> found = new ArrayList<>(input.size());
            for (Object one : input) {
                if (Boolean.TRUE.equals(Values.truth(criterion.evaluate(focus.on(one), List.of(one))))) {
                    found.add(one);
                }
            }
            return found;
        };
    }

    private static Path select(Path projection) {
        return (focus, input) -> {
            List<Object> found = new ArrayList<>(input.size());
            for (Object one : input) {
                found.addAll(projection.evaluate(focus.on(one), List.of(one)));
            }
            return found;
        };
    }

    private static Path all(Path criterion) {
        return (focus, input) -> {
            for (Object one : input) {
                if (!Boolean.TRUE.equals(Values.truth(criterion.evaluate(focus.on(one), List.of(one))))) {
                    return List.of(false);
                }
            }
            return List.of(true);
        };
    }

    private static Path exists(List<Path> parameters) {
        Path which = parameters.isEmpty() ? (focus, input) -> input : where(parameters.get(0));
        return (focus, input) -> List.of(!which.evaluate(focus, input).isEmpty());
    }

    private static Path iif(List<Path> parameters) {
        return (focus, input) -> {
            Uncertain.unless(input.size() <= 1, "condition on a list");
            Focus inner = input.isEmpty() ? focus : focus.on(input.get(0));
            if (Boolean.TRUE.equals(Values.truth(parameters.get(0).evaluate(inner, input)))) {
                return parameters.get(1).evaluate(focus, input);
            }
            return parameters.size() < 3 ? List.of() : parameters.get(2).evaluate(focus, input);
        };
    }

    /** @param test whether it is asked, or the others are left out */
    Path ofType(Path path, String type, boolean test) {
        return (focus, input) -> {
            List<Object> values = path.evaluate(focus, input);
            List<Object> found = new ArrayList<>(values.size());
            for (Object value : values) {
                Uncertain.unless(value instanceof Item, "type of what was computed");
                Item item = (Item) value;
                Uncertain.unless(item.type().equals(type) || !CHILDREN.contains(item.type()), "type with a parent");
                if (item.type().equals(type)) {
                    found.add(item);
                }
            }
            return test ? values.isEmpty() ? List.of() : List.of(found.size() == values.size()) : found;
        };
    }

    private static List<Object> distinct(List<Object> values) {
        List<Object> found = new ArrayList<>(values.size());
        for (Object value : values) {
            if (values.size() == 1 || found.stream().noneMatch(one -> Values.equal(one, value))) {
                found.add(value);
            }
        }
        return found;
    }

    private static Path intersect(Path other) {
        return (focus, input) -> {
            List<Object> right = other.evaluate(focus, input);
            Uncertain.unless(input.isEmpty() || right.isEmpty(), "what two lists share");
            return List.of();
        };
    }

    private static Path extension(Path url) {
        return (focus, input) -> {
            String wanted = Values.text(url.evaluate(focus, List.of()));
            List<Object> found = new ArrayList<>(1);
            for (Object one : input) {
                if (one instanceof Item item) {
                    item.children("extension")
                            .filter(extension -> wanted.equals(extension.text("url")))
                            .forEach(found::add);
                }
            }
            return found;
        };
    }

    private Path memberOf(Path valueSet) {
        return (focus, input) -> {
            if (input.size() != 1) {
                return List.of();
            }
            Uncertain.unless(
                    input.get(0) instanceof Item item && item.type().equals("Coding"), "membership of no coding");
            return List.of(codes.isMember((Item) input.get(0), Values.text(valueSet.evaluate(focus, List.of()))));
        };
    }
}
