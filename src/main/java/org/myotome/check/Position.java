package org.myotome.check;

/** A place in a text: both from 1, a column in UTF-16 units, as editors and SARIF count. */
record Position(int line, int column) {

    static final Position START = new Position(1, 1);

    Position below(int lines) {
        return new Position(line + lines, column);
    }
}
