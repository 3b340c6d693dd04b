/** HL7 version 2: how its messages arrive, over MLLP and HTTP, what they say, and how they are acknowledged. */
@NullMarked
package org.myotome.intake.hl7v2;

import org.jspecify.annotations.NullMarked;
