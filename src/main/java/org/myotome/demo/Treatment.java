package org.myotome.demo;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was done, is being done or was left undone, and why.
 *
 * @param code in CodeSystem {@code weakness-treatment}
 * @param from the first day
 * @param to the last day; none if it goes on
 * @param whyNot the reason if it was not done
 */
record Treatment(String code, int from, OptionalInt to, Optional<String> whyNot) {

    static Treatment done(String code, int from, int to) {
        return new Treatment(code, from, OptionalInt.of(to), Optional.empty());
    }

    static Treatment ongoing(String code, int from) {
        return new Treatment(code, from, OptionalInt.empty(), Optional.empty());
    }

    static Treatment notDone(String code, int day, String why) {
        return new Treatment(code, day, OptionalInt.of(day), Optional.of(why));
    }
}
