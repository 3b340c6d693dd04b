/**
 * Brings the tables of a database up to date, once, however many nodes start at once, and says what it would do. In come
 * HAPI's changes and Myotome's; out comes a database that has every table, column, index and trigger that the program needs.
 * What the changes are is none of its business.
 */
@NullMarked
package org.myotome.storage.migration;

import org.jspecify.annotations.NullMarked;
