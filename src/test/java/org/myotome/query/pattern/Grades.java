package org.myotome.query.pattern;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.myotome.guide.Guide;
import org.myotome.strength.SidedMovement;

/** Grades of the MRC scale as findings, without a server. */
final class Grades {

    static final PatternTable TABLE = PatternTable.load();
    static final Anatomy ANATOMY = new AnatomyReader(Guide.load(FhirContext.forR4Cached()), TABLE).read();
    static final List<String> CODES = List.of("0", "1", "2", "3", "4-minus", "4", "4-plus", "5");

    private static final AtomicLong ROWS = new AtomicLong();

    private Grades() {}

    static Finding finding(PatternTable table, Anatomy anatomy, SidedMovement movement, String code) {
        PatternTable.Scale scale = table.scales().get(0);
        return new Finding(
                ROWS.incrementAndGet(),
                anatomy.movement(movement.movement()).orElseThrow(),
                movement.side(),
                scale.normal().contains(code) ? Reading.NORMAL : Reading.WEAK,
                CODES.indexOf(code),
                scale.step(code),
                scale.apart());
    }

    static Finding finding(SidedMovement movement, String code) {
        return finding(TABLE, ANATOMY, movement, code);
    }
}
