package org.myotome.query.lastn;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.myotome.FhirOperation;
import org.myotome.RequestProblem;
import org.myotome.guide.Guide;
import org.myotome.guide.StrengthCodes;
import org.myotome.query.AnswerJson;
import org.myotome.query.AskedItems;
import org.myotome.query.AskedPatients;
import org.myotome.query.AskedTime;
import org.myotome.query.OperationInput;
import org.myotome.storage.projection.StoredObservations;
import org.myotome.storage.question.Question;

/** {@code Observation/$lastn}: the latest results of each movement and side. See docs/operations/lastn.md. */
final class LastnOperation implements FhirOperation {

    static final Set<String> PARAMETERS = Set.of(
            "patient",
            "subject",
            "code",
            "code:in",
            "side",
            "category",
            "method",
            "date",
            "status",
            "preliminary",
            "max",
            "_count",
            "_cursor");

    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";

    /** Their list is repeated in the address of each page, which must not become longer than servers take. */
    private static final int MOST_PATIENTS = 100;

    private static final int MOST_ON_A_PAGE = 1_000;
    private static final int ON_A_PAGE = 250;

    private final AskedPatients patients;
    private final AskedItems items;
    private final Set<String> methods;
    private final LastPages pages;
    private final StoredObservations observations;

    /** @param methods codes of CodeSystem {@code strength-method} */
    LastnOperation(
            AskedPatients patients,
            AskedItems items,
            Set<String> methods,
            LastPages pages,
            StoredObservations observations) {
        this.patients = patients;
        this.items = items;
        this.methods = methods;
        this.pages = pages;
        this.observations = observations;
    }

    @Operation(
            name = "$lastn",
            typeName = "Observation",
            idempotent = true,
            manualResponse = true,
            canonicalUrl = Guide.BASE + "/OperationDefinition/lastn")
    public void lastn(RequestDetails request, HttpServletResponse response) throws IOException {
        Question question = Question.current();
        OperationInput input = OperationInput.strictlyOf(request, PARAMETERS);
        requireCategory(input);
        AskedLast asked = new AskedLast(
                patients(input, request.getFhirServerBase()),
                items.of(input),
                AskedItems.sides(input),
                methods(input),
                AskedTime.ofDates(input),
                AskedStatus.of(input),
                input.number("max", 1, Integer.MAX_VALUE, 1),
                input.number("_count", 1, MOST_ON_A_PAGE, ON_A_PAGE),
                position(input));
        LastPages.Page page = pages.read(asked, question);
        LastnAnswer answer = new LastnAnswer(request.getFhirServerBase(), input);
        if (AnswerJson.isWanted(request)) {
            AnswerJson.send(answer.json(page), response);
        } else {
            AnswerJson.sendByHapi(answer.bundle(page, observations::parsed), request);
        }
    }

    private List<Long> patients(OperationInput input, String base) {
        List<String> references = new ArrayList<>(input.all("patient"));
        references.addAll(input.all("subject"));
        if (references.isEmpty()) {
            throw RequestProblem.required(
                    "Nobody is asked about. Send patient=[id] or subject=Patient/[id]; several with"
                            + " commas. Of all patients $stats says how strong they are.");
        }
        if (references.size() > MOST_PATIENTS) {
            throw RequestProblem.invalid(
                    references.size() + " patients were sent. Send at most " + MOST_PATIENTS + " in one request.");
        }
        return List.copyOf(patients.of(references, base).values());
    }

    /** Every result of strength is in category exam, and its row knows no other. */
    private static void requireCategory(OperationInput input) {
        input.all("category").stream()
                .filter(category -> !category.equals("exam") && !category.equals(CATEGORY + "|exam"))
                .findFirst()
                .ifPresent(category -> {
                    throw RequestProblem.invalid(
                            "Parameter \"category\" is \"" + category + "\". Results of strength are in " + CATEGORY
                                    + "|exam, and others are not looked at. Send exam, or leave it out.");
                });
    }

    private Set<String> methods(OperationInput input) {
        return input.all("method").stream()
                .map(token -> token.startsWith(StrengthCodes.METHOD + "|")
                        ? token.substring(StrengthCodes.METHOD.length() + 1)
                        : token)
                .peek(code -> {
                    if (!methods.contains(code)) {
                        throw RequestProblem.invalid("Parameter \"method\" is \"" + code + "\". It can be: "
                                + methods.stream().sorted().collect(Collectors.joining(", ")) + ", each also as "
                                + StrengthCodes.METHOD + "|[code].");
                    }
                })
                .collect(Collectors.toSet());
    }

    private static Position position(OperationInput input) {
        return input.one("_cursor")
                .map(text -> OperationInput.parse(
                        "_cursor", text, "the address of a next link as it was given out, or no cursor", Position::of))
                .orElse(Position.FIRST);
    }
}
