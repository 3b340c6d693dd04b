/**
 * The compiled acceptor: a fast yes. It is made once from the snapshots that the HL7 validator works with, reads the text as
 * it was sent, and says either that the validator would certainly find nothing or that it does not know. Whatever it was
 * not taught (narrative, contained resources, extensions of primitives, unknown extensions) it does not know.
 */
@NullMarked
package org.myotome.validation.acceptor;

import org.jspecify.annotations.NullMarked;
