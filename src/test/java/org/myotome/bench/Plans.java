package org.myotome.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** How the database answers the questions about strength: their queries as the server sends them, with values put in. */
final class Plans {

    private static final String RESULTS =
            "select RES_ID, RES_VER, PATIENT, ITEM, SIDE, STANDING, GRADE, AMOUNT, REASON,"
                    + " EFFECTIVE, EFFECTIVE_END, EXAM, PERFORMER, METHOD from MYO_STRENGTH where PATIENT ="
                    + " (select RES_ID from HFJ_RESOURCE where RES_TYPE = 'Patient' and FHIR_ID = 'bench-7')";
    private static final String STATS = "select ITEM, SIDE, GRADE, count(*) as N from MYO_STRENGTH where ITEM in"
            + " (select ID from MYO_CODE where CODE in ('elbow-flexion', 'knee-extension')) and STANDING in (0)"
            + " and (GRADE is null or not GRADE in (select ID from MYO_CODE where SYSTEM = 'http://unitsofmeasure.org'))"
            + " group by ITEM, SIDE, GRADE";
    private static final String ANY_COHORT =
            "(select COHORT from MYO_STRENGTH where RES_ID = (select max(RES_ID) from MYO_STRENGTH where COHORT is not null))";
    private static final String COUNT =
            "select coalesce(sum(N), 0) from MYO_GRADE_COUNT where COHORT = " + ANY_COHORT + " and AMOUNT < 3";
    private static final String PAGE = "select d.RES_ID, d.AMOUNT as SORT_VALUE from MYO_STRENGTH d where COHORT = "
            + ANY_COHORT + " and AMOUNT < 3 order by d.COHORT, d.AMOUNT, d.RES_ID limit 51";

    private Plans() {}

    /** By what they are for. */
    static Map<String, String> of(BenchDatabase database, String name) {
        Map<String, String> plans = new LinkedHashMap<>();
        plans.put("all results of a patient: $lastn, scores, trend, pattern", database.plan(name, RESULTS));
        plans.put("$stats", database.plan(name, STATS));
        plans.put("exact count of a cohort", database.plan(name, COUNT));
        plans.put("page of a cohort", database.plan(name, PAGE));
        return plans;
    }
}
