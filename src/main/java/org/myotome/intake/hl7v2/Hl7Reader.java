package org.myotome.intake.hl7v2;

import java.util.Set;
import org.myotome.intake.Reading;

/** Reads one kind of message. A new kind is a bean of this type, and a folder of samples. */
interface Hl7Reader {

    /** As MSH-9.1 and MSH-9.2 name them: {@code ORU^R01}. */
    Set<String> types();

    /** @throws org.myotome.intake.IntakeRefusal if nothing of it can be read */
    Reading read(Hl7Message message);
}
