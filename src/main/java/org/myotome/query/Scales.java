package org.myotome.query;

import java.util.Map;
import java.util.Optional;
import org.myotome.storage.projection.StrengthResult;
import org.myotome.strength.Grade;

/** On which scale a result is, also where it has no grade and only the method says which was meant. */
public final class Scales {

    /** The method of a dynamometer, whose results are quantities. */
    public static final String DYNAMOMETRY = "hhd";

    private static final Map<String, String> OF_METHOD = Map.of(
            "mrc-0-5", "mrc-muscle-grade",
            "mrc-expanded", "mrc-muscle-grade",
            "mrc-rasch", "mrc-rasch-2012",
            "isncsci", "isncsci-motor-value",
            "mmt-0-10", "mmt-grade");

    private Scales() {}

    /**
     * The scale, as a {@link Grade} names it.
     *
     * @return empty for a quantity, and for a result without value whose method names no scale
     */
    public static Optional<String> of(StrengthResult result) {
        return result.value().isPresent()
                ? result.grade().map(Grade::scale)
                : result.method().map(OF_METHOD::get);
    }

    /** Whether it has no value and its method names no scale and no dynamometer: it may be of any. */
    public static boolean isOpen(StrengthResult result) {
        return result.value().isEmpty()
                && of(result).isEmpty()
                && result.method().filter(DYNAMOMETRY::equals).isEmpty();
    }
}
