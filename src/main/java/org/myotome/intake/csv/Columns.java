package org.myotome.intake.csv;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the columns of a table say.
 *
 * @param names as in the header
 * @param roles the column of each role that the table has
 * @param items of the wide form: those that are one movement, of one side, each; empty in the long form
 */
record Columns(List<String> names, Map<Role, Integer> roles, List<Integer> items) {

    Columns {
        names = List.copyOf(names);
        roles = Collections.unmodifiableMap(new EnumMap<>(roles));
        items = List.copyOf(items);
    }

    /** @throws org.myotome.intake.IntakeRefusal with everything that is wrong with the header */
    static Columns of(TableRow header, TableSettings settings) {
        return new HeaderReading(header, settings).columns();
    }

    boolean isWide() {
        return !items.isEmpty();
    }

    /** How the kind of table is called where messages are kept. */
    String type() {
        return isWide() ? "csv-wide" : "csv-long";
    }
}
