package org.myotome.intake.csv;

import org.myotome.intake.Sender;

/** Where the counts of tables are kept, for the report of their sender. */
interface TableLedger {

    /** Of a table that is begun. */
    Entry begin(Sender sender);

    /** Is told the counts of one part of the table after another; from several threads. */
    interface Entry {

        void add(Counts counts);
    }
}
