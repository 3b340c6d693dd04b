/** The threads that work beside the requests, and how they end before the database is closed. What they do is none of its business. */
@NullMarked
package org.myotome.storage.upkeep;

import org.jspecify.annotations.NullMarked;
