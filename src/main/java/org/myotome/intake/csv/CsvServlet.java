package org.myotome.intake.csv;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.myotome.intake.Channel;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Place;
import org.myotome.storage.database.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /intake/csv}: takes a table in while it is being sent, and answers line by line. Once the header is understood the
 * status is 200; whether all of the table was taken in says the last line, and without a last line the answer is not whole.
 */
final class CsvServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(CsvServlet.class);
    private static final String RETRY_AFTER_SECONDS = "10";

    private final transient TableImport tables;
    private final transient WholeTable whole;
    private final transient MappingFiles mappings;
    private final transient FhirContext fhir;

    CsvServlet(TableImport tables, WholeTable whole, MappingFiles mappings, FhirContext fhir) {
        this.tables = tables;
        this.whole = whole;
        this.mappings = mappings;
        this.fhir = fhir;
    }

    @Override
    protected void service(HttpServletRequest http, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        try {
            if (!http.getMethod().equals("POST")) {
                response.setHeader("Allow", "POST");
                throw new RequestRefusal(
                        405, "the method", "Tables are posted.", http.getMethod(), "POST", "Send the table with POST.");
            }
            answer(http, CsvRequest.of(http, mappings), response);
        } catch (RequestRefusal refusal) {
            refuse(response, refusal.status(), refusal.issues());
        } catch (Contended contended) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
            refuse(response, 503, List.of(contended.issue()));
        } catch (RuntimeException failure) {
            Optional<Outage> outage = Outage.in(failure);
            outage.ifPresent(later -> response.setHeader("Retry-After", "" + later.retryAfterSeconds()));
            // Its message may quote the table.
            LOG.error("A table was not taken in: {} at {}", failure.getClass().getName(), failure.getStackTrace()[0]);
            refuse(
                    response,
                    outage.isPresent() ? 503 : 500,
                    List.of(failed(outage.map(Outage::words).orElse("The server failed."))));
        } catch (IOException broken) {
            LOG.info("A table broke off while it was sent; what was stored of it stays, and is recognised");
            throw broken;
        }
    }

    private void answer(HttpServletRequest http, CsvRequest asked, HttpServletResponse response) throws IOException {
        try {
            InputStream body = CsvRequest.isZipped(http) ? GzipBody.of(http.getInputStream()) : http.getInputStream();
            if (asked.atomic()) {
                storeWhole(body, asked, response);
            } else if (asked.dryRun() && !asked.csv()) {
                dryRun(ReadTable.open(body, asked.settings()), response);
            } else {
                rows(ReadTable.open(body, asked.settings()), asked, response);
            }
        } catch (IntakeRefusal refusal) {
            throw RequestRefusal.of(refusal);
        }
    }

    private void rows(ReadTable table, CsvRequest asked, HttpServletResponse response) throws IOException {
        ReportForm form = asked.form(asked.dryRun() ? Trial.YES : Trial.NO);
        begin(response, 200, form.mediaType());
        try (SpooledAnswer answer = new SpooledAnswer(response.getOutputStream())) {
            LineReport report = new LineReport(form, asked.all(), new AnswerLines(answer, form));
            if (asked.dryRun()) {
                tables.check(table, resources -> {}, report);
            } else {
                tables.store(table, Channel.HTTP, report);
            }
            answer.release();
        }
    }

    private void dryRun(ReadTable table, HttpServletResponse response) throws IOException {
        begin(response, 200, "application/fhir+json");
        try (SpooledAnswer answer = new SpooledAnswer(response.getOutputStream());
                DryRun report = new DryRun(fhir, answer)) {
            tables.check(table, report, report);
            answer.release();
        }
    }

    private void storeWhole(InputStream body, CsvRequest asked, HttpServletResponse response) throws IOException {
        try (WholeTable.Done done = whole.store(body, asked.settings(), asked::form, asked.all())) {
            begin(response, done.stored() ? 200 : 422, asked.form(Trial.NO).mediaType());
            done.report().copyTo(response.getOutputStream());
        }
    }

    private static void begin(HttpServletResponse response, int status, String mediaType) {
        response.setStatus(status);
        response.setContentType(mediaType);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    }

    private void refuse(HttpServletResponse response, int status, List<IntakeIssue> issues) throws IOException {
        if (response.isCommitted()) {
            // The client sees that the last line is missing; nothing can be said in the middle of another line.
            throw new IOException("The answer had begun when the table could not be taken in any more");
        }
        OperationOutcome outcome = new OperationOutcome();
        issues.forEach(issue -> outcome.addIssue(issue.toIssue()));
        response.resetBuffer();
        begin(response, status, "application/fhir+json");
        response.getOutputStream()
                .write(fhir.newJsonParser().encodeResourceToString(outcome).getBytes(StandardCharsets.UTF_8));
    }

    private static IntakeIssue failed(String words) {
        return IntakeIssue.error(
                IntakeRule.INTERNAL,
                Place.of("the table"),
                words,
                "a table that may be right",
                "any table",
                "Send it again: rows that are stored are recognised. If it fails again, look at the server's log.");
    }
}
