package org.myotome.bench;

import java.util.function.Function;

/** A kind of work that is measured. Its requests are random; what an answer must contain tells right answers from fast ones. */
enum Work {
    CREATE(
            "POST Observation: one MRC grade",
            1,
            "\"resourceType\"",
            messages -> Request.post("/Observation", messages.grade())),
    CREATE_MINIMAL(
            "the same, Prefer: return=minimal",
            1,
            "",
            messages -> Request.post("/Observation", messages.grade(), "Prefer", "return=minimal")),
    TRANSACTION(
            "transaction of an exam, in resources",
            Messages.EXAM,
            "201 Created",
            messages -> Request.post("", messages.exam())),
    VALIDATE(
            "$validate of one grade",
            1,
            "\"OperationOutcome\"",
            messages -> Request.post("/Observation/$validate", messages.grade())),
    VALIDATE_NARRATED(
            "$validate of one grade with a narrative, which the full validator reads",
            1,
            "\"OperationOutcome\"",
            messages -> Request.post("/Observation/$validate", messages.narratedGrade())),
    LAST_50(
            "a patient's last 50 grades",
            1,
            "\"searchset\"",
            messages -> Request.get(last50(messages), "Cache-Control", "no-cache")),
    LAST_50_REUSED("the same, results may be reused", 1, "\"searchset\"", messages -> Request.get(last50(messages))),
    COHORT_PAGE(
            "cohort page: movement, side, grade below 3",
            1,
            "\"searchset\"",
            messages -> Request.get(cohort(messages), "Cache-Control", "no-cache")),
    COHORT_PAGE_REUSED(
            "the same, results may be reused", 1, "\"searchset\"", messages -> Request.get(cohort(messages))),
    COHORT_TOTAL(
            "cohort page with its exact count",
            1,
            "\"total\"",
            messages -> Request.get(cohort(messages) + "&_total=accurate", "Cache-Control", "no-cache")),
    COHORT_COUNT(
            "exact count of a cohort alone",
            1,
            "\"total\"",
            messages -> Request.get(cohort(messages) + "&_summary=count", "Cache-Control", "no-cache")),
    LASTN(
            "$lastn of a patient",
            1,
            "\"searchset\"",
            messages -> Request.get("/Observation/$lastn?category=exam&patient=" + messages.anyPatient())),
    MRC_SUM_SCORE(
            "$mrc-sum-score of a patient",
            1,
            "\"Parameters\"",
            messages -> Request.get("/" + messages.anyPatient() + "/$mrc-sum-score")),
    STRENGTH_TREND(
            "$strength-trend of a patient",
            1,
            "\"Parameters\"",
            messages -> Request.get("/" + messages.anyPatient() + "/$strength-trend")),
    WEAKNESS_PATTERN(
            "$weakness-pattern of a patient",
            1,
            "\"Parameters\"",
            messages -> Request.get("/" + messages.anyPatient() + "/$weakness-pattern")),
    STATS(
            "$stats of two movements, a tenth of all grades",
            1,
            "\"Parameters\"",
            messages -> Request.get(
                    "/Observation/$stats?code=elbow-flexion,knee-extension&statistic=count,median,4-lower,4-upper,minimum,maximum&histogram=true"));

    private final String title;
    private final int resources;
    private final String mark;
    private final Function<Messages, Request> next;

    Work(String title, int resources, String mark, Function<Messages, Request> next) {
        this.title = title;
        this.resources = resources;
        this.mark = mark;
        this.next = next;
    }

    /** What a reader of the report is told. */
    String title() {
        return title;
    }

    /** Resources that one request writes or asks about, for the throughput. */
    int resources() {
        return resources;
    }

    Request next(Messages messages) {
        return next.apply(messages);
    }

    /** Whether the body of an answer is what this work asks for, and reports no error. */
    boolean isAnsweredBy(String body) {
        return body.contains(mark) && !body.replace(" ", "").contains("\"severity\":\"error\"");
    }

    private static String last50(Messages messages) {
        return "/Observation?patient=" + messages.anyPatient() + "&_sort=-date&_count=50";
    }

    private static String cohort(Messages messages) {
        return "/Observation?" + messages.anySide() + "&grade-order=lt3&_count=50";
    }
}
