package org.myotome.intake.csv;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How tables are taken in.
 *
 * @param threads that store at the same time, all uploads together; more than the processor has gain nothing
 * @param atomicRows the longest table that is stored in one transaction: the database keeps all of it undoable until its end, and
 *     keeps others from some of what it writes
 * @param keptRows refused rows of one table that are kept to be replayed; a wrong mapping refuses every row of a table, and its
 *     remedy is to send the table again
 */
@ConfigurationProperties("myotome.intake.csv")
record CsvProperties(
        @DefaultValue("2") int threads,
        @DefaultValue("100000") int atomicRows,
        @DefaultValue("10000") int keptRows) {}
