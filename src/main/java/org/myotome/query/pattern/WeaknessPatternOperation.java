package org.myotome.query.pattern;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.myotome.FhirOperation;
import org.myotome.RequestProblem;
import org.myotome.guide.Guide;
import org.myotome.query.AnswerJson;
import org.myotome.query.AskedPatients;
import org.myotome.query.OperationInput;
import org.myotome.storage.projection.Standing;
import org.myotome.storage.projection.StrengthResults;
import org.myotome.storage.question.Question;

/**
 * {@code Patient/[id]/$weakness-pattern}: which distributions of weakness is the latest exam of a patient, or another one,
 * compatible with? Decision support, not a diagnosis. See docs/operations/weakness-pattern.md.
 */
final class WeaknessPatternOperation implements FhirOperation {

    private static final String EXAM = "exam";
    private static final String PRELIMINARY = "preliminary";
    private static final String VERDICT = "verdict";

    private final StrengthResults results;
    private final AskedPatients patients;
    private final PatternTable table;
    private final Anatomy anatomy;
    private final PatternAnswer answer;
    private final AnswerJson json;

    WeaknessPatternOperation(
            StrengthResults results,
            AskedPatients patients,
            PatternTable table,
            Anatomy anatomy,
            PatternAnswer answer,
            AnswerJson json) {
        this.results = results;
        this.patients = patients;
        this.table = table;
        this.anatomy = anatomy;
        this.answer = answer;
        this.json = json;
    }

    @Operation(
            name = "$weakness-pattern",
            typeName = "Patient",
            idempotent = true,
            manualResponse = true,
            canonicalUrl = Guide.BASE + "/OperationDefinition/weakness-pattern")
    public void pattern(@IdParam IdType id, RequestDetails request, HttpServletResponse response) throws IOException {
        json.send(pattern(id, request), request, response);
    }

    private Parameters pattern(IdType id, RequestDetails request) {
        Question question = Question.current();
        OperationInput input = OperationInput.of(request, Set.of(EXAM, PRELIMINARY, VERDICT));
        Set<Standing> counting =
                input.flag(PRELIMINARY) ? EnumSet.of(Standing.FINAL, Standing.PRELIMINARY) : EnumSet.of(Standing.FINAL);
        Set<Verdict> verdicts = verdicts(input);
        Optional<String> asked = input.one(EXAM).map(WeaknessPatternOperation::observation);
        Exams exams = Exams.of(results.of(patients.of(id)), counting);
        Optional<Exam> exam = asked.isPresent() ? Optional.of(named(exams, asked.get(), id)) : exams.latest();
        question.check();
        return exam.map(one -> judge(one, verdicts)).orElseGet(answer::withoutExam);
    }

    private static Set<Verdict> verdicts(OperationInput input) {
        Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
        input.all(VERDICT)
                .forEach(value -> verdicts.add(OperationInput.parse(
                        VERDICT,
                        value,
                        Arrays.stream(Verdict.values()).map(Verdict::code).collect(Collectors.joining(", ")),
                        code -> Arrays.stream(Verdict.values())
                                .filter(verdict -> verdict.code().equals(code))
                                .findFirst()
                                .orElseThrow(IllegalArgumentException::new))));
        return verdicts;
    }

    private static String observation(String reference) {
        return OperationInput.parse(
                EXAM, reference, "Observation/[id], or the id alone, of an exam or a grade", text -> {
                    var id = new IdType(text);
                    if (!id.hasIdPart() || id.hasResourceType() && !"Observation".equals(id.getResourceType())) {
                        throw new IllegalArgumentException();
                    }
                    return "Observation/" + id.getIdPart();
                });
    }

    private Exam named(Exams exams, String reference, IdType patient) {
        return results.references(exams.rows()).entrySet().stream()
                .filter(entry -> entry.getValue().equals(reference))
                .map(Map.Entry::getKey)
                .findFirst()
                .flatMap(exams::of)
                .orElseThrow(() -> RequestProblem.notFound(reference + " is no exam with grades of Patient/"
                        + patient.getIdPart() + ", nor a grade of one. Only final results count unless "
                        + "preliminary=true is sent; withdrawn ones never do."));
    }

    private Parameters judge(Exam exam, Set<Verdict> verdicts) {
        ExamReading reading = ExamReading.of(exam, table, anatomy);
        PatternResult result = Patterns.judge(new Findings(anatomy, reading.findings()));
        Set<Long> rows = new TreeSet<>();
        exam.panel().ifPresent(rows::add);
        exam.grades().forEach(grade -> rows.add(grade.row()));
        return answer.of(reading, result, verdicts, results.references(rows));
    }
}
