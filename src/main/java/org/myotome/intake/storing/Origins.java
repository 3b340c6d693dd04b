package org.myotome.intake.storing;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.myotome.intake.Examination;
import org.myotome.intake.Statement;

/** Which statement each entry came from. What belongs to a whole examination is told of its first. */
final class Origins {

    /** @param statement the first that made it necessary */
    record Origin(Examination examination, Statement statement) {}

    private final Map<String, Origin> byReference = new HashMap<>();

    void put(String reference, Examination examination, Statement statement) {
        byReference.put(reference, new Origin(examination, statement));
    }

    void putIfNew(String reference, Examination examination, Statement statement) {
        byReference.putIfAbsent(reference, new Origin(examination, statement));
    }

    Optional<Origin> of(String reference) {
        return Optional.ofNullable(byReference.get(reference));
    }
}
