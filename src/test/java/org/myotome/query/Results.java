package org.myotome.query;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.myotome.storage.projection.Code;
import org.myotome.storage.projection.Standing;
import org.myotome.storage.projection.StrengthResult;
import org.myotome.strength.Side;

/** Results as the projection has them, for computations without a server. */
public final class Results {

    public static final String BASE = "https://w3id.org/myotome/CodeSystem/";

    private Results() {}

    /** A result of an instant, final, of no panel. @param value as {@code mrc-muscle-grade 4-minus}; empty for none */
    public static StrengthResult at(long row, String time, String item, Side side, String value) {
        return of(row, Instant.parse(time), Instant.parse(time), item, side, value, OptionalLong.empty());
    }

    public static StrengthResult of(
            long row, Instant start, Instant end, String item, Side side, String value, OptionalLong exam) {
        boolean muscle = item.matches("[clst]\\d");
        String[] parts = value.split(" ");
        String scale = parts[0];
        return new StrengthResult(
                row,
                1,
                7,
                new Code(
                        BASE
                                + (muscle
                                        ? "isncsci-key-muscle"
                                        : item.endsWith("score") ? "strength-measure" : "tested-movement"),
                        item),
                side,
                Standing.FINAL,
                value.isEmpty() || parts.length == 1
                        ? Optional.empty()
                        : Optional.of(
                                scale.startsWith("unit:")
                                        ? new Code("http://unitsofmeasure.org", scale.substring(5))
                                        : new Code(BASE + scale, parts[1])),
                parts.length == 1 ? OptionalDouble.empty() : amount(scale, parts[1]),
                parts.length == 1
                        ? Optional.of(
                                new Code("http://terminology.hl7.org/CodeSystem/data-absent-reason", "not-performed"))
                        : Optional.empty(),
                start,
                end,
                exam,
                OptionalLong.empty(),
                parts.length == 1 && !scale.isEmpty() ? Optional.of(scale) : Optional.empty());
    }

    private static OptionalDouble amount(String scale, String code) {
        if (scale.startsWith("unit:")) {
            return OptionalDouble.of(Double.parseDouble(code));
        }
        return switch (code) {
            case "nt", "nt-star" -> OptionalDouble.empty();
            case "4-minus" -> OptionalDouble.of(3.67);
            case "4-plus" -> OptionalDouble.of(4.33);
            default -> OptionalDouble.of(Double.parseDouble(code.replaceAll("\\D", "")));
        };
    }
}
