package org.myotome.query.stats;

import java.util.Optional;
import org.myotome.storage.projection.Code;

/**
 * What values can be compared on.
 *
 * @param name the url of the CodeSystem of grades, or the UCUM code of the unit of quantities
 * @param ordinal whether its values are grades
 */
record Scale(String name, boolean ordinal) {

    private static final String UCUM = "http://unitsofmeasure.org";

    static Optional<Scale> of(Optional<Code> value) {
        return value.map(
                code -> code.system().equals(UCUM) ? new Scale(code.code(), false) : new Scale(code.system(), true));
    }

    /** @param sought a name, or the last part of an url */
    boolean isCalled(String sought) {
        return name.equals(sought) || ordinal && name.endsWith("/" + sought);
    }
}
