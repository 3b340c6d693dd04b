/** What came in that was not FHIR, as it came, with what became of it. */
@NullMarked
package org.myotome.storage.messages;

import org.jspecify.annotations.NullMarked;
