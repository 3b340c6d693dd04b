/**
 * Stores new resources with the rows that HAPI would write for them, in one batch for each table. HAPI's own way leads each
 * row through JPA; what it reads, changes and deletes afterwards are its rows.
 */
@NullMarked
package org.myotome.storage.create;

import org.jspecify.annotations.NullMarked;
