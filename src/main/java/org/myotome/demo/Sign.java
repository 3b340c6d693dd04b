package org.myotome.demo;

import java.util.OptionalInt;

/**
 * A red flag that was there, or that somebody looked for and did not find.
 *
 * @param flag in CodeSystem {@code weakness-red-flag}
 * @param day on which it began, or was looked for
 * @param over the day on which it was gone; none if it stays, or if it never was there
 */
record Sign(String flag, boolean present, int day, OptionalInt over) {

    static Sign present(String flag, int day) {
        return new Sign(flag, true, day, OptionalInt.empty());
    }

    static Sign passing(String flag, int day, int over) {
        return new Sign(flag, true, day, OptionalInt.of(over));
    }

    static Sign refuted(String flag, int day) {
        return new Sign(flag, false, day, OptionalInt.empty());
    }
}
