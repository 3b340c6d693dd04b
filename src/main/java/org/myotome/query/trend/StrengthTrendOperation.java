package org.myotome.query.trend;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;
import org.myotome.FhirOperation;
import org.myotome.guide.Guide;
import org.myotome.query.AnswerJson;
import org.myotome.query.AskedItems;
import org.myotome.query.AskedPatients;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/**
 * {@code Patient/[id]/$strength-trend} and {@code Patient/$strength-trend}: the course of grades, scores and forces, and what
 * was lost or gained. See docs/operations/strength-trend.md.
 */
final class StrengthTrendOperation implements FhirOperation {

    private static final Logger LOG = LoggerFactory.getLogger(StrengthTrendOperation.class);
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
        if (isCsv(request)) {
            table(id, asked, request, response);
        } else if (id == null) {
            json.send(work.ofMany(request, asked), request, response);
        } else {
            json.send(work.ofOne(patients.of(id), "Patient/" + id.getIdPart(), asked), request, response);
        }
    }

    /** Ends where the client takes no more; an error would have nobody to go to. */
    private void table(@Nullable IdType id, TrendRequest asked, RequestDetails request, HttpServletResponse response) {
        try {
            if (id == null) {
                work.tableOfMany(request, asked, response);
            } else {
                work.tableOfOne(patients.of(id), asked, response);
            }
        } catch (IOException | UncheckedIOException gone) {
            LOG.info("Request {}: the client went away, and the work for it was stopped", request.getRequestId());
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
