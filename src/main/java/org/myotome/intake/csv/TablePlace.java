package org.myotome.intake.csv;

import org.myotome.intake.Place;

/**
 * Where in a table something stands.
 *
 * @param line of the file, from 1; a row of several lines stands where it begins
 * @param column by its name in the header; empty for the whole row
 */
record TablePlace(long line, String column) implements Place {

    @Override
    public String shown() {
        return "line " + line + (column.isEmpty() ? "" : ", column " + column);
    }

    @Override
    public String toString() {
        return shown();
    }
}
