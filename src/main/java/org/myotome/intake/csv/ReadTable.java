package org.myotome.intake.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A table whose header was understood, and whose rows are read one after the other. */
final class ReadTable {

    private final Table table;
    private final TableSettings settings;
    private final Columns columns;
    private final RowReader reader;

    private ReadTable(Table table, TableSettings settings) {
        this.table = table;
        this.settings = settings;
        this.columns = Columns.of(table.header(), settings);
        this.reader = new RowReader(columns, settings);
    }

    /** @throws org.myotome.intake.IntakeRefusal if the table cannot be read, or its header not be understood */
    static ReadTable open(InputStream file, TableSettings settings) throws IOException {
        return open(file, settings, 0);
    }

    /** @param linesBefore lines of the file that were read already */
    static ReadTable open(InputStream file, TableSettings settings, int linesBefore) throws IOException {
        return new ReadTable(Table.open(file, settings.separator(), linesBefore), settings);
    }

    /** @see Table#next */
    Optional<ReadRow> next() throws IOException {
        return table.next().map(reader::read);
    }

    Columns columns() {
        return columns;
    }

    TableSettings settings() {
        return settings;
    }
}
