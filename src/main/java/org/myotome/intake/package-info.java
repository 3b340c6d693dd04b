/**
 * What comes in that is not FHIR. A {@link org.myotome.intake.MessageFormat format} reads a message into examinations; the map
 * of its sender says what the sender's codes mean; what results passes the gate and is stored with the message, or the message
 * is kept with the reasons. Nothing is guessed: what can be read in two ways is refused.
 */
@NullMarked
package org.myotome.intake;

import org.jspecify.annotations.NullMarked;
