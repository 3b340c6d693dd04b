package org.myotome.query.pattern;

import java.util.List;
import org.myotome.strength.Side;

/** One arm or one leg. */
record Limb(Region region, Side side) {

    static final List<Side> SIDES = List.of(Side.LEFT, Side.RIGHT);

    /** All four, arms first. */
    static final List<Limb> ALL = List.of(
            new Limb(Region.ARM, Side.LEFT),
            new Limb(Region.ARM, Side.RIGHT),
            new Limb(Region.LEG, Side.LEFT),
            new Limb(Region.LEG, Side.RIGHT));

    static Side opposite(Side side) {
        return side == Side.LEFT ? Side.RIGHT : Side.LEFT;
    }

    @Override
    public String toString() {
        return side.name().toLowerCase(java.util.Locale.ROOT) + " " + region.word();
    }
}
