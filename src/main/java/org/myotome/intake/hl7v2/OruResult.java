package org.myotome.intake.hl7v2;

import java.util.List;

/**
 * An OBX with what belongs to it.
 *
 * @param participants PRT, which take the place of OBX-16 since version 2.7
 */
record OruResult(Segment obx, List<Segment> notes, List<Segment> participants) {}
