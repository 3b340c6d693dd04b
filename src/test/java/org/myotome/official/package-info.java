/**
 * HL7's own validator, in its newest release, on what Myotome publishes and on what it accepts and refuses. It runs in a process
 * of its own, because HAPI brings an older release under the same names.
 */
@NullMarked
package org.myotome.official;

import org.jspecify.annotations.NullMarked;
