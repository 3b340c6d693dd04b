package org.myotome.query.score;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.myotome.RequestProblem;
import org.myotome.query.AskedCohort;
import org.myotome.query.AskedItems;
import org.myotome.query.AskedTime;
import org.myotome.query.OperationInput;
import org.myotome.query.PatientPage;
import org.myotome.storage.projection.Standing;
import org.myotome.storage.question.Question;

/**
 * What was asked of a score operation.
 *
 * @param exam {@code Observation/id} of a panel or of one of its results
 * @param time within which the exams began
 * @param all whether every exam is meant, and not the latest
 * @param persist whether the score is to be stored
 */
record ScoreRequest(
        OperationInput input,
        Question question,
        Optional<String> exam,
        Optional<AskedTime> time,
        boolean all,
        Set<Standing> standings,
        HalfGrades halfGrades,
        boolean persist) {

    private static final String HALF_GRADES = "half-grades";

    /** @param hasHalfGrades whether the scale has any, so that there is a policy to ask for */
    static ScoreRequest of(RequestDetails request, boolean onePatient, boolean hasHalfGrades) {
        Set<String> known = new HashSet<>(Set.of("exam", "start", "end", "all", "preliminary"));
        if (hasHalfGrades) {
            known.add(HALF_GRADES);
        }
        known.add("persist");
        known.addAll(onePatient ? Set.of() : AskedCohort.PARAMETERS);
        known.addAll(PatientPage.PARAMETERS);
        ScoreRequest asked = of(OperationInput.of(request, known), Question.current());
        asked.check(request, onePatient);
        return asked;
    }

    private static ScoreRequest of(OperationInput input, Question question) {
        boolean inTime = input.has("start") || input.has("end");
        return new ScoreRequest(
                input,
                question,
                input.one("exam").map(ScoreRequest::observation),
                inTime ? Optional.of(AskedTime.ofStartAndEnd(input)) : Optional.empty(),
                input.flag("all"),
                AskedItems.standings(input),
                HalfGrades.valueOf(
                        input.choice(HALF_GRADES, List.of("reject", "truncate")).toUpperCase(Locale.ROOT)),
                input.flag("persist"));
    }

    private static String observation(String reference) {
        return OperationInput.parse("exam", reference, "Observation/[id] of an exam, or of a result of it", text -> {
            if (!text.matches("(Observation/)?[A-Za-z0-9.-]{1,64}")) {
                throw new IllegalArgumentException();
            }
            return text.startsWith("Observation/") ? text : "Observation/" + text;
        });
    }

    private void check(RequestDetails request, boolean onePatient) {
        if (exam.isPresent() && (all || time.isPresent()) || all && time.isPresent()) {
            throw RequestProblem.invalid(
                    "Of exam, all, and start with end, one says which exams are meant: send one of "
                            + "them, or none for the latest exam.");
        }
        if (onePatient) {
            PatientPage.refuse(input);
        } else if (exam.isPresent()) {
            throw RequestProblem.invalid("An exam belongs to one patient: ask Patient/[id]/" + request.getOperation()
                    + "?exam=" + exam.get() + ".");
        }
        if (persist) {
            checkPersist(request, onePatient);
        }
    }

    private void checkPersist(RequestDetails request, boolean onePatient) {
        if (request.getRequestType() != RequestTypeEnum.POST) {
            throw RequestProblem.notAllowed("persist=true stores an Observation, which GET must not do. Send the same "
                    + "parameters by POST.");
        }
        if (!onePatient) {
            throw RequestProblem.invalid(
                    "persist=true is for one patient: POST to Patient/[id]/" + request.getOperation() + ".");
        }
        if (halfGrades == HalfGrades.TRUNCATE) {
            throw RequestProblem.invalid(
                    "persist=true and half-grades=truncate were sent. A stored score is the sum of "
                            + "whole grades (profile mrc-sum-score), so that everybody reads the same from it. Leave one of them "
                            + "out: a truncated sum is answered, and not stored.");
        }
        if (standings.contains(Standing.PRELIMINARY)) {
            throw RequestProblem.invalid("persist=true and preliminary=true were sent. A stored score is final, and "
                    + "preliminary grades may still change. Leave one of them out.");
        }
    }
}
