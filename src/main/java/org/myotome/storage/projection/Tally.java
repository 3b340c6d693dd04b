package org.myotome.storage.projection;

import java.util.Optional;
import java.util.OptionalDouble;
import org.myotome.strength.Side;

/**
 * How many results are alike.
 *
 * @param value and amount, as of a {@link StrengthResult}
 */
public record Tally(Code item, Side side, Optional<Code> value, OptionalDouble amount, long count) {}
