package org.myotome.intake.hl7v2;

import java.util.List;
import java.util.Optional;

/**
 * An OBR with what belongs to it.
 *
 * @param notes NTE that say something of the whole
 */
record OruOrder(Optional<Segment> orc, Segment obr, List<Segment> notes, List<OruResult> results) {}
