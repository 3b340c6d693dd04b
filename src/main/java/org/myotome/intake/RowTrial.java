package org.myotome.intake;

import java.util.List;
import org.hl7.fhir.r4.model.Bundle;

/** Tries rows of tables. */
public interface RowTrial {

    /** What storing them would do, with the resources that would be stored. */
    Checked check(Sender sender, List<Examination> examinations);

    /** @param resources a transaction */
    record Checked(List<StatementResult> results, Bundle resources) {}
}
