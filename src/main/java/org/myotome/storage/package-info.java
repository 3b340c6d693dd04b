/**
 * The only home of HAPI JPA. Resources come in that were judged, and go out as they were stored: the database and its
 * schema, HAPI's settings, the search parameters. It judges nothing and answers no question of its own.
 */
@NullMarked
package org.myotome.storage;

import org.jspecify.annotations.NullMarked;
