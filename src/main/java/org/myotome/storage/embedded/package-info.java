/**
 * The embedded database: H2 in a file, of which every commit is on the disk when it returns, a log that makes this cheap, and
 * the upkeep of the file. PostgreSQL needs none of it.
 */
@NullMarked
package org.myotome.storage.embedded;

import org.jspecify.annotations.NullMarked;
