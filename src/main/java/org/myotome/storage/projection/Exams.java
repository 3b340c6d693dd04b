package org.myotome.storage.projection;

/**
 * Which exam a result belongs to: the panel that has it as a member and is not withdrawn; of several, the one that was stored
 * first. The index of references, which HAPI keeps, says which panels have it.
 */
public final class Exams {

    static final String FIRST = "(select min(l.SRC_RESOURCE_ID) from HFJ_RES_LINK l join "
            + ProjectionTables.STRENGTH + " e on e.RES_ID = l.SRC_RESOURCE_ID and e.STANDING <> "
            + Standing.WITHDRAWN.ordinal() + " where l.TARGET_RESOURCE_ID = " + ProjectionTables.STRENGTH
            + ".RES_ID and l.SRC_PATH = '" + Projector.MEMBER + "')";

    /** Corrects the exams of all rows of a patient, by the row of the patient. */
    public static final String OF_PATIENT = "update " + ProjectionTables.STRENGTH + " set EXAM = " + FIRST
            + " where PATIENT = ? and EXAM is distinct from " + FIRST;

    /** The same of a range of rows. */
    static final String OF_RANGE = "update " + ProjectionTables.STRENGTH + " set EXAM = " + FIRST
            + " where RES_ID between ? and ? and EXAM is distinct from " + FIRST;

    private Exams() {}
}
