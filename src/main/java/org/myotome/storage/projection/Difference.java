package org.myotome.storage.projection;

import java.util.Optional;

/**
 * Where the projection does not say what the resources say.
 *
 * @param resource the row of the Observation
 * @param expected what it should say; nothing if there should be no row
 * @param found what it says; nothing if there is no row
 * @param stored whether there is such an Observation; nobody changes it before the transaction ends
 */
record Difference(long resource, Optional<StrengthRow> expected, Optional<StrengthRow> found, boolean stored) {

    /** In a word, for people. */
    String kind() {
        return found.isEmpty() ? "missing" : expected.isEmpty() ? "superfluous" : "different";
    }
}
