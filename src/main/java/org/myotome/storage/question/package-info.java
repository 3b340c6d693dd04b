/**
 * Requests that only read, while they are answered: how long each may take, and whether its client still waits. What the
 * database does for one that is over, or whose client has gone, is cancelled. A request that writes is never cut short.
 */
@NullMarked
package org.myotome.storage.question;

import org.jspecify.annotations.NullMarked;
