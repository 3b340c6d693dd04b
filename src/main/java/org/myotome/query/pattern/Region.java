package org.myotome.query.pattern;

/** The part of the body that a movement moves. */
enum Region {
    ARM,
    LEG,
    NECK;

    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
