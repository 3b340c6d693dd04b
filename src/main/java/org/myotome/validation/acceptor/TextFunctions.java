package org.myotome.validation.acceptor;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;

/** The functions of FHIRPath on text, and those that make text of a value or a value of text. */
final class TextFunctions {

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,9}(?:\\.[0-9]{1,9})?");

    private TextFunctions() {}

    /** @throws Uncertain for a function that is none of these */
    static Path compile(ExpressionNode.Function function, List<Path> parameters) {
        return switch (function) {
            case StartsWith -> onText(parameters, (text, argument) -> text.startsWith(argument));
            case Contains -> onText(parameters, (text, argument) -> text.contains(argument));
            case Matches ->
                onText(
                        parameters,
                        (text, argument) ->
                                Pattern.compile(argument).matcher(text).find());
            case Substring -> substring(parameters);
            case ToString -> convert(text -> List.of(text));
            case ToInteger ->
                convert(text -> INTEGER.matcher(text).matches() ? List.of(Integer.valueOf(text)) : List.of());
            case ToDecimal ->
                convert(text -> DECIMAL.matcher(text).matches() ? List.of(new BigDecimal(text)) : List.of());
            case Truncate ->
                convert(text ->
                        List.of(Integer.valueOf(text.contains(".") ? text.substring(0, text.indexOf('.')) : text)));
            default -> throw new Uncertain("function is not taught");
        };
    }

    private static Path onText(List<Path> parameters, TextTest test) {
        return (focus, input) -> {
            if (input.isEmpty()) {
                return List.of();
            }
            Uncertain.unless(input.size() == 1 && Values.isText(input.get(0)), "test of what is no text");
            List<Object> argument = parameters.get(0).evaluate(focus, List.of());
            return List.of(test.passes(Values.text(input), Values.text(argument)));
        };
    }

    private static Path substring(List<Path> parameters) {
        return (focus, input) -> {
            if (input.isEmpty()) {
                return List.of();
            }
            String text = Values.text(input);
            int start = Integer.parseInt(Values.text(parameters.get(0).evaluate(focus, List.of())));
            int length = parameters.size() < 2
                    ? text.length()
                    : Integer.parseInt(Values.text(parameters.get(1).evaluate(focus, List.of())));
            Uncertain.unless(start >= 0 && start < text.length(), "part outside of a text");
            return List.of(text.substring(start, Math.min(text.length(), start + length)));
        };
    }

    private static Path convert(Function<String, List<Object>> conversion) {
        return (focus, input) -> input.isEmpty() ? List.of() : conversion.apply(Values.text(input));
    }

    private interface TextTest {
        boolean passes(String text, String argument);
    }
}
