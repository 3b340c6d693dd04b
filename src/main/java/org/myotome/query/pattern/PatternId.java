package org.myotome.query.pattern;

import java.util.Optional;
import org.myotome.strength.Side;

/**
 * A distribution of weakness, as the table of patterns has it.
 *
 * @param code of the table, such as {@code single-root}
 * @param part which one: a root, a nerve, a plexus, or an arm or leg
 */
record PatternId(String code, Optional<Side> side, Optional<String> part) {

    static PatternId of(String code) {
        return new PatternId(code, Optional.empty(), Optional.empty());
    }

    static PatternId of(String code, Side side) {
        return new PatternId(code, Optional.of(side), Optional.empty());
    }

    static PatternId of(String code, Side side, String part) {
        return new PatternId(code, Optional.of(side), Optional.of(part));
    }

    @Override
    public String toString() {
        return code
                + side.map(one -> " " + one.name().toLowerCase(java.util.Locale.ROOT))
                        .orElse("")
                + part.map(one -> " " + one).orElse("");
    }
}
