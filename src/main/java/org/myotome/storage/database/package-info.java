/**
 * The database itself: where it is, its tables and indexes, how it is opened and brought up to date, and what its failures mean
 * for a client. What the tables hold is none of its business.
 */
@NullMarked
package org.myotome.storage.database;

import org.jspecify.annotations.NullMarked;
