/** Whether a write sent now would be stored, and what waits to be worked on. Nothing is stored to find out. */
@NullMarked
package org.myotome.storage.readiness;

import org.jspecify.annotations.NullMarked;
