package org.myotome.query.trend;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;
import org.myotome.FhirOperation;
import org.myotome.guide.Guide;
import org.myotome.query.AnswerJson;
import org.myotome.query.AskedItems;
import org.myotome.query.AskedPatients;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/**
 * {@code Patient/[id]/$strength-trend} and {@code Patient/$strength-trend}: the course of grades, scores and forces, and what
 * was lost or gained. See docs/operations/strength-trend.md.
 */
final class StrengthTrendOperation implements FhirOperation {

    private static final MediaType CSV = new MediaType("text", "csv");
    private static final Set<String> CSV_NAMES = Set.of("csv", "text/csv");
    private static final String NAME = "strength-trend";

    private final TrendWork work;
    private final AskedPatients patients;
    private final AskedItems items;
    private final AnswerJson json;

    StrengthTrendOperation(TrendWork work, AskedPatients patients, AskedItems items, AnswerJson json) {
        this.work = work;
        this.patients = patients;
        this.items = items;
        this.json = json;
    }

    @Operation(
            name = "$" + NAME,
            typeName = "Patient",
            idempotent = true,
            manualResponse = true,
            canonicalUrl = Guide.BASE + "/OperationDefinition/" + NAME)
    public void trend(
            @IdParam(optional = true) @Nullable IdType id, RequestDetails request, HttpServletResponse response)
            throws IOException {
        TrendRequest asked = TrendRequest.of(request, id != null, items);
        boolean csv = isCsv(request);
        if (id == null) {
            if (csv) {
                work.tableOfMany(request, asked, response);
            } else {
                json.send(work.ofMany(request, asked), request, response);
            }
            return;
        }
        long patient = patients.of(id);
        if (csv) {
            work.tableOfOne(patient, asked, response);
        } else {
            json.send(work.ofOne(patient, "Patient/" + id.getIdPart(), asked), request, response);
        }
    }

    /** As everywhere in FHIR, {@code _format} outdoes the header. */
    private static boolean isCsv(RequestDetails request) {
        String[] format = request.getParameters().get(Constants.PARAM_FORMAT);
        if (format != null && format.length > 0) {
            return CSV_NAMES.contains(format[0]);
        }
        String accept = request.getHeader(Constants.HEADER_ACCEPT);
        if (accept == null) {
            return false;
        }
        try {
            List<MediaType> types = MediaType.parseMediaTypes(accept);
            MimeTypeUtils.sortBySpecificity(types);
            return !types.isEmpty() && types.get(0).equalsTypeAndSubtype(CSV);
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }
}
