package org.myotome.demo;

import java.util.List;

/**
 * Why a course makes weak, and in which systems a record would say so. One patient after the other has the next of them.
 *
 * @param code in CodeSystem {@code cause-of-weakness}
 * @param maps the ConceptMaps to choose from; the empty text stands for the own code
 */
record Cause(String code, List<String> maps) {

    private static final String OWN = "";
    private static final String SNOMED_CT = "cause-to-snomed-ct";
    private static final String ICD_10_CM = "cause-to-icd-10-cm";
    private static final String MONDO = "cause-to-mondo";

    static Cause of(String code) {
        return new Cause(code, List.of(SNOMED_CT, ICD_10_CM, MONDO, OWN));
    }

    /** MONDO names only the polyneuropathy of intensive care, whose weakness is distal; that of the course is not. */
    static Cause withoutMondo(String code) {
        return new Cause(code, List.of(SNOMED_CT, ICD_10_CM, OWN));
    }

    /** The map to use at this turn; empty for the own code. */
    String map(int turn) {
        return maps.get(turn % maps.size());
    }
}
