package org.myotome.intake.hl7v2;

import java.util.List;
import java.util.Optional;

/** A PID with what is reported of this patient. */
record OruPatient(Segment pid, Optional<Segment> visit, List<OruOrder> orders) {}
